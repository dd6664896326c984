namespace Points.Local.Hosting;

/// <summary>Why the host cannot start, in one sentence for whoever started it.</summary>
public sealed class CannotStartException(string message, Exception? inner = null) : Exception(message, inner);
