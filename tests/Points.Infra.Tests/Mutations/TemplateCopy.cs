using Points.Infra.Tests.Parsing;
using Points.Infra.Tests.Templates;
using Points.Tests;

namespace Points.Infra.Tests.Mutations;

/// <summary>A copy of the templates, of the settings that they read, and of the document by which they are deployed, to be spoilt.</summary>
internal sealed class TemplateCopy : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("points-infra-");

    public TemplateCopy()
    {
        var all = Directory
            .EnumerateFiles(RepositoryFolder.Of("infra"), "*", SearchOption.AllDirectories)
            .Append(RepositoryFolder.Of("local.settings.sample.json"))
            .Append(RepositoryFolder.Of("docs", "deploy.md"));
        foreach (var file in all)
        {
            var copy = PathOf(Path.GetRelativePath(RepositoryFolder.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public string Root => _root.FullName;

    public string PathOf(string file) => Path.Combine(Root, file);

    /// <summary>Puts one text in the place of another, which must be there: else the mutation spoils nothing.</summary>
    public void Replace(string file, string text, string replacement)
    {
        var content = File.ReadAllText(PathOf(file));
        var at = content.IndexOf(text, StringComparison.Ordinal);
        Assert.True(at >= 0, $"'{text}' is not in {file} any more: this mutation must follow the templates");
        File.WriteAllText(PathOf(file), content[..at] + replacement + content[(at + text.Length)..]);
    }

    public Task<TemplateFolder> Read(Parser parser, CancellationToken ct) => TemplateFolder.Read(Root, parser, ct);

    public void Dispose() => _root.Delete(recursive: true);
}
