using System.Text.RegularExpressions;
using Points.Tests;
using YamlDotNet.RepresentationModel;

namespace Points.Infra.Tests.Delivery;

/// <summary>A YAML file that builds or deploys the app.</summary>
internal sealed partial class Workflow
{
    private Workflow(string file, string text)
    {
        (File, Text) = (file, text);
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        Root = stream.Documents.Single().RootNode;
    }

    public string File { get; }

    public string Text { get; }

    public YamlNode Root { get; }

    /// <summary>All values under a key of this name, anywhere in the file.</summary>
    public IEnumerable<YamlNode> ValuesUnder(string key) =>
        Root
            .AllNodes.OfType<YamlMappingNode>()
            .Where(map => map.Children.ContainsKey(key))
            .Select(map => map.Children[key])
            .Distinct();

    public YamlMappingNode Job(string name) => (YamlMappingNode)Root["jobs"][name];

    /// <summary>What each step of a job runs: its commands, or the action that it uses.</summary>
    public List<string> StepsOf(string job) =>
        [
            .. ((YamlSequenceNode)Job(job)["steps"])
                .Cast<YamlMappingNode>()
                .Select(step => (step.Children.TryGetValue("run", out var run) ? run : step["uses"]).ToString()),
        ];

    /// <summary>The named repository paths that do not exist. Expressions match any text.</summary>
    public IEnumerable<string> MissingPaths() =>
        Paths()
            .Matches(Expressions().Replace(Text, "*"))
            .Select(match => match.Value.TrimEnd('/', '.'))
            .Distinct()
            .Where(path => !Exists(path));

    public static Workflow Read(string file) => new(file, System.IO.File.ReadAllText(RepositoryFolder.Of(file)));

    public static Workflow Parse(string text) => new("", text);

    private static bool Exists(string path)
    {
        if (!path.Contains('*', StringComparison.Ordinal))
            return Path.Exists(RepositoryFolder.Of(path));
        var folder = RepositoryFolder.Of(Path.GetDirectoryName(path)!);
        return Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder, Path.GetFileName(path)).Any();
    }

    [GeneratedRegex(
        @"(?<![\w/.-])(functions|infra|tests|docs|\.ci|\.github)/[\w./*-]+",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Paths();

    [GeneratedRegex(@"\$\{\{.*?\}\}", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Expressions();
}
