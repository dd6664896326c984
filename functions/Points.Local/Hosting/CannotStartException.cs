namespace Points.Local.Hosting;

/// <summary>The reason why the host cannot start, in words for the person who started it.</summary>
public sealed class CannotStartException(string message, Exception? inner = null) : Exception(message, inner);
