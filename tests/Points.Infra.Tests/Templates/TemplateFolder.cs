using Points.Infra.Tests.Parsing;
using Points.Tests;

namespace Points.Infra.Tests.Templates;

/// <summary>The parsed templates of the folder infra.</summary>
internal sealed class TemplateFolder
{
    private const string Main = "main.bicep";

    private readonly ImmutableDictionary<string, BicepFile> _files;

    private TemplateFolder(string root, ImmutableArray<SyntaxNode> trees)
    {
        Root = root;
        Trees = trees;
        _files = trees.Select(BicepFile.Parse).OfType<BicepFile>().ToImmutableDictionary(file => file.Name);
        if (_files.TryGetValue(Main, out var main))
            Deployed = Scope.Root(this, main);
        Resources = [.. (Deployed?.All() ?? []).SelectMany(scope => scope.Resources)];
        Settings = [.. TemplateAppSettings.In(Resources)];
    }

    /// <summary>The folder that contains infra.</summary>
    public string Root { get; }

    public string Infra => Path.Combine(Root, "infra");

    public ImmutableArray<SyntaxNode> Trees { get; }

    public IEnumerable<BicepFile> Files => _files.Values.OrderBy(file => file.Name, StringComparer.Ordinal);

    public IEnumerable<BicepFile> Templates => Files.Where(file => !file.IsOfParameters);

    /// <summary>The scope of main.bicep; null if it has syntax errors.</summary>
    public Scope? Deployed { get; }

    public ImmutableArray<Resource> Resources { get; }

    public ImmutableArray<TemplateAppSetting> Settings { get; }

    public static async Task<TemplateFolder> Read(string root, Parser parser, CancellationToken ct)
    {
        var infra = Path.Combine(root, "infra");
        var files = Directory
            .EnumerateFiles(infra, "*.bicep*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".bicep" or ".bicepparam")
            .Order(StringComparer.Ordinal);
        var trees = ImmutableArray.CreateBuilder<SyntaxNode>();
        foreach (var file in files)
            trees.Add(
                await parser.Parse(
                    new(Path.GetRelativePath(infra, file).Replace('\\', '/'), await File.ReadAllTextAsync(file, ct)),
                    ct
                )
            );
        return new(root, trees.ToImmutable());
    }

    public static Task<TemplateFolder> Read(Parser parser, CancellationToken ct) =>
        Read(RepositoryFolder.Root, parser, ct);

    public BicepFile? ModuleOf(BicepFile from, string path) => _files.GetValueOrDefault(PathBeside(from, path));

    public Value Json(BicepFile from, string path, string? part)
    {
        var file = Path.Combine(Infra, Path.GetDirectoryName(from.Name)!, path);
        return File.Exists(file) ? JsonValues.Load(file, part) : new Value.Unknown($"loadJsonContent {path}", []);
    }

    /// <summary>Resolves a path in a file, relative to the folder infra.</summary>
    public string PathBeside(BicepFile from, string path) =>
        Path.GetRelativePath(Infra, Path.GetFullPath(Path.Combine(Infra, Path.GetDirectoryName(from.Name)!, path)))
            .Replace('\\', '/');
}
