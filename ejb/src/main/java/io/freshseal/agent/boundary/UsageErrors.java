package io.freshseal.agent.boundary;

import io.freshseal.agent.entity.AgentSentence;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.trust.entity.TrustPolicy;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Answers a command line that cannot be understood. */
final class UsageErrors implements IParameterExceptionHandler {

  private final AgentSession session;

  UsageErrors(AgentSession session) {
    this.session = session;
  }

  @Override
  public int handleParseException(ParameterException error, String[] args) {
    int exit = session.usage(sentence(error));
    if (!session.json()) {
      help(error);
    }
    return exit;
  }

  private void help(ParameterException error) {
    PrintWriter err = error.getCommandLine().getErr();
    Optional<String> meant =
        error instanceof UnmatchedArgumentException unknown
            ? unknown.getSuggestions().stream().findFirst()
            : Optional.empty();
    meant.ifPresentOrElse(
        word -> err.println(session.texts().of(Sentence.of(AgentSentence.DID_YOU_MEAN, word))),
        () -> error.getCommandLine().usage(err));
  }

  // Of several words or options the first: whoever mistyped one reads no list. The library's own
  // words, in English, are what is left for errors that these options do not give rise to.
  private static Sentence sentence(ParameterException error) {
    if (error instanceof AgentCommand.NoCommand) {
      return Sentence.of(AgentSentence.COMMAND_NEEDED);
    }
    if (error instanceof UnmatchedArgumentException unknown) {
      return Sentence.of(AgentSentence.WORD_UNKNOWN, unknown.getUnmatched().get(0));
    }
    if (error instanceof OverwrittenOptionException twice) {
      return Sentence.of(AgentSentence.OPTION_REPEATED, name(twice.getOverwritten()));
    }
    if (error instanceof MissingParameterException missing) {
      return Sentence.of(
          AgentSentence.OPTION_NEEDED,
          missing.getMissing().stream()
              .map(option -> name(option) + " " + option.paramLabel())
              .collect(Collectors.joining(", ")));
    }
    return error.getArgSpec() == null || error.getValue() == null
        ? Sentence.asIs(error.getMessage())
        : unfit(error.getArgSpec(), error.getValue());
  }

  private static Sentence unfit(ArgSpec option, String value) {
    return option.type().isEnum()
        ? Sentence.of(AgentSentence.OPTION_WORDS, name(option), value, words(option.type()))
        : Sentence.of(AgentSentence.OPTION_UNFIT, name(option), value);
  }

  private static String words(Class<?> rules) {
    return Arrays.stream(rules.getEnumConstants())
        .map(rule -> TrustPolicy.word((Enum<?>) rule))
        .collect(Collectors.joining(", "));
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }
}
