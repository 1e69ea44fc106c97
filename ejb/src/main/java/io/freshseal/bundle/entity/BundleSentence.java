package io.freshseal.bundle.entity;

import io.freshseal.shared.entity.SentenceKey;

/** What is told about bundles beside the flaws of their form. */
public enum BundleSentence implements SentenceKey {
  /** No arguments. */
  NOT_IN_IT,
  /** No arguments. */
  ANOTHER_IS_LOOKED_AT,
  /** No arguments. */
  LOOK_BROKE_OFF,
  /** 0 what the system says. */
  MEDIUM_FAILED,
  /** 0 the name of the entry. */
  OBJECT_OTHER,
  /** 0 the name of the entry. */
  OBJECT_STRANGE,
  /** 0 how many objects, 1 the first component. */
  OBJECTS_MISSING,
  /** 0 until when it is good, 1 the date that it is to reach. */
  ENDS_BEFORE_COURIER,
  /** No arguments. */
  NOTHING_SERVED,
  /** 0 how many contents. */
  CONTENTS_NOT_HELD,
  /** 0 the component, 1 its version. */
  OLD_SIGNATURE_HELD,
  /** 0 the component. */
  NO_SUCH_COMPONENT,
  /** 0 the digest. */
  OBJECT_DAMAGED_HERE,
  /** 0 what it is of, 1 what is served here. */
  REQUEST_OTHER_SOURCE,
  /** No arguments. */
  REQUEST_MALFORMED,
  /** No arguments. */
  RUN_GOING_ON,
  /** No arguments. */
  ANOTHER_ARRIVES,
  /** 0 the most bytes. */
  BUNDLE_TOO_LARGE,
  /** No arguments. */
  NO_ANCHORS,
  /** No arguments. */
  SWITCHED_MEANWHILE,
  /** No arguments. */
  ANOTHER_IS_MADE,
  /** No arguments. */
  IS_BEING_MADE,
  /** No arguments. */
  NO_SUCH_BUNDLE,
  /** 0 the sequence. */
  NO_BUNDLE_OF_SEQUENCE,
  /** No arguments. */
  MAKING_BROKE_OFF,
  /** No arguments. */
  NOT_MADE_YET,
  /** No arguments. */
  UPLOAD_IN_USE,
  /** No arguments. */
  NO_SUCH_UPLOAD,
  /** 0 the bytes that are here. */
  OTHER_OFFSET,
  /** 0 the bytes that are here, 1 the bytes announced. */
  UPLOAD_NOT_WHOLE,
  /** 0 the most at a time. */
  TOO_MANY_UPLOADS;

  @Override
  public String family() {
    return "bundle";
  }
}
