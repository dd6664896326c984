using Points.Infra.Tests.Parsing;
using Points.Infra.Tests.Templates;
using Points.Tests;

namespace Points.Infra.Tests.Mutations;

/// <summary>A copy of the templates, the sample settings and the deployment guide, for mutations to change.</summary>
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

    /// <summary>Replaces a text. It must exist, because otherwise the mutation would change nothing.</summary>
    public void Replace(string file, string text, string replacement)
    {
        var content = File.ReadAllText(PathOf(file));
        var start = content.IndexOf(text, StringComparison.Ordinal);
        Assert.True(start >= 0, $"'{text}' is not in {file} any more: update this mutation");
        File.WriteAllText(PathOf(file), content[..start] + replacement + content[(start + text.Length)..]);
    }

    public Task<TemplateFolder> Read(Parser parser, CancellationToken ct) => TemplateFolder.Read(Root, parser, ct);

    public void Dispose() => _root.Delete(recursive: true);
}
