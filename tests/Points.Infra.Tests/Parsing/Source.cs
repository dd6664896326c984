namespace Points.Infra.Tests.Parsing;

/// <summary>A file's text.</summary>
/// <param name="File">From the folder infra, with slashes.</param>
internal sealed record Source(string File, string Text);
