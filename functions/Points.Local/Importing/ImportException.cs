namespace Points.Local.Importing;

/// <summary>Why an import cannot begin or go on, in one sentence for whoever runs it.</summary>
internal sealed class ImportException(string message, Exception? inner = null) : Exception(message, inner);
