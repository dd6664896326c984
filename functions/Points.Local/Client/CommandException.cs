namespace Points.Local.Client;

/// <summary>Why a command cannot begin or go on, in one sentence for whoever runs it.</summary>
internal sealed class CommandException(string message, Exception? inner = null) : Exception(message, inner);
