namespace Points.Cli.Hosts;

/// <summary>The reason why a command cannot start or continue, in words for the person who runs it.</summary>
internal sealed class CommandException(string message, Exception? inner = null) : Exception(message, inner);
