package io.freshseal.replication.boundary;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.replication.control.lazy.LazyContents;
import io.freshseal.replication.entity.ContentAnswer;
import io.freshseal.replication.entity.LazyView;
import io.freshseal.replication.entity.ReplicationSentence;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;

/**
 * The contents that the relay of this process fetches when somebody asks. Where it has no relay, or
 * one that holds everything, nothing ever comes on request.
 */
@Startup
@Singleton
@DependsOn("RelayDesk")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class LazyDesk {

  private static final int SOON_SECONDS = 5;

  @EJB private RelayDesk relay;
  @Resource private ManagedThreadFactory threads;

  private RelayThreads few;
  private LazyContents contents;

  @PostConstruct
  void open() {
    if (relay.active()) {
      few = new RelayThreads(threads);
      contents = relay.relay().contents(few);
      relay.whenSwitched(this::tidySoon);
      tidySoon();
    }
  }

  private void tidySoon() {
    few.executeIfOpen(contents::tidy);
  }

  @PreDestroy
  void close() {
    if (few != null) {
      few.close();
    }
  }

  /** Drops what should not be there any more; to be called every minute. */
  public void tidy() {
    if (contents != null) {
      contents.tidy();
    }
  }

  /** The file of an object that is about to be served; empty if it is not here. */
  public Optional<Path> find(Sha256 digest) {
    return contents == null ? Optional.empty() : contents.find(digest);
  }

  /** Notes that a content is asked for that is answered by other means than its file. */
  public void note(Sha256 digest) {
    if (contents != null) {
      contents.note(digest);
    }
  }

  /** The version whose content this is, if that is not here and would come on request. */
  public Optional<CatalogEntry> missing(Sha256 digest) {
    return contents == null ? Optional.empty() : contents.missing(digest);
  }

  /** Gets a content that comes on request; takes some seconds at most. */
  public ContentAnswer obtain(Sha256 digest) {
    if (contents == null) {
      return new ContentAnswer.Unknown();
    }
    try {
      return contents.obtain(digest);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new ContentAnswer.Missing(
          StatusCode.BUSY,
          Sentence.of(ReplicationSentence.CONTENTS_ALL_IN_USE, SOON_SECONDS),
          SOON_SECONDS);
    }
  }

  /** Keeps a file for somebody who reads it, until {@link #leave} is called as often. */
  public void enter(Path file) {
    if (contents != null) {
      contents.enter(file);
    }
  }

  /** Takes back one {@link #enter}. */
  public void leave(Path file) {
    if (contents != null) {
      contents.leave(file);
    }
  }

  /** Keeps these contents, as far as they are here, until {@link #leave} is called as often. */
  public void enter(Collection<Sha256> digests) {
    if (contents != null) {
      contents.enter(digests);
    }
  }

  /** Takes back one {@link #enter}. */
  public void leave(Collection<Sha256> digests) {
    if (contents != null) {
      contents.leave(digests);
    }
  }

  /** Calls this, which returns at once, whenever a content has come or some were dropped. */
  public void whenChanged(Runnable listener) {
    if (contents != null) {
      contents.whenChanged(listener);
    }
  }

  /** How things stand; empty where this process is no relay. */
  public Optional<LazyView> view() {
    return Optional.ofNullable(contents).map(LazyContents::view);
  }
}
