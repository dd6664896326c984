namespace Points.Infra.Tests.Parsing;

/// <summary>A file's text.</summary>
/// <param name="file">From the folder infra, with slashes.</param>
internal sealed class SourceText(string file, string text)
{
    public string File => file;

    public string Text => text;
}
