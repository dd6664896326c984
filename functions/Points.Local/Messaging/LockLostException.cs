namespace Points.Local.Messaging;

/// <summary>A message cannot be settled or kept: its lock has ended, and somebody else may have it, or it was settled before.</summary>
public sealed class LockLostException(string message) : InvalidOperationException(message);
