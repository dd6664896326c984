namespace Points.Infra.Tests.Parsing;

/// <summary>The text of a file.</summary>
/// <param name="file">The path from the folder infra, with slashes.</param>
internal sealed class SourceText(string file, string text)
{
    public string File => file;

    public string Text => text;
}
