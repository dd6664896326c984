using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Points.Domain.Tests.Conventions;

/// <summary>
/// Shows which folders of a project use types of which other folders. The compiler reads the sources. A folder is named
/// by its path within the project; the project's own folder has the empty name.
/// </summary>
internal sealed class FolderGraph
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    /// <summary>
    /// The only libraries that the compiler is given. It need not know the types of packages and of other projects,
    /// because no folder of this project declares them.
    /// </summary>
    private static readonly ImmutableArray<MetadataReference> BaseClassLibrary =
    [
        .. new[] { typeof(object), typeof(Enumerable), typeof(ImmutableArray), typeof(Stack<>) }
            .Select(type => type.Assembly.Location)
            .Append(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "System.Runtime.dll"))
            .Distinct(StringComparer.Ordinal)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The graphs so far, by project: several rules ask about the same one.</summary>
    private static readonly ConcurrentDictionary<string, Lazy<FolderGraph>> Graphs = new(StringComparer.Ordinal);

    private readonly Dictionary<(string From, string To), string> _uses = [];

    private FolderGraph() { }

    /// <summary>The pairs of folders where the first uses the second.</summary>
    public IReadOnlyCollection<(string From, string To)> Edges => _uses.Keys;

    /// <summary>One place where the first folder uses the second, as <c>Accrue.cs uses Issuance</c>.</summary>
    public string Example((string From, string To) edge) => _uses[edge];

    /// <param name="project">The project's folder, with its sources.</param>
    public static FolderGraph Of(string project) => Graphs.GetOrAdd(project, it => new(() => Read(it))).Value;

    private static FolderGraph Read(string project)
    {
        var trees = Directory
            .EnumerateFiles(project, "*.cs", SearchOption.AllDirectories)
            .Where(path => !IsOutput(Path.GetRelativePath(project, path)))
            .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), path: path))
            .ToImmutableArray();
        var compilation = CSharpCompilation.Create(
            "Folders",
            trees.Add(CSharpSyntaxTree.ParseText(ImplicitUsings)),
            BaseClassLibrary
        );
        var graph = new FolderGraph();
        foreach (var tree in trees)
            graph.Add(tree, compilation.GetSemanticModel(tree), project);
        return graph;
    }

    /// <summary>Lists the folders that use each other in a cycle, one list for each cycle.</summary>
    public ImmutableArray<ImmutableArray<string>> FindCycles()
    {
        var reached = Edges
            .SelectMany(edge => new[] { edge.From, edge.To })
            .Distinct(StringComparer.Ordinal)
            .ToDictionary(folder => folder, ReachableFrom, StringComparer.Ordinal);
        // Two folders belong to the same cycle if each reaches the other. The first name stands for the cycle.
        return
        [
            .. reached
                .Keys.Where(folder => reached[folder].Contains(folder))
                .GroupBy(folder =>
                    reached
                        .Keys.Order(StringComparer.Ordinal)
                        .First(other => reached[folder].Contains(other) && reached[other].Contains(folder))
                )
                .Select(cycle => cycle.Order(StringComparer.Ordinal).ToImmutableArray()),
        ];
    }

    private HashSet<string> ReachableFrom(string folder)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var next = new Stack<string>([folder]);
        while (next.TryPop(out var from))
            foreach (var (_, to) in Edges.Where(edge => edge.From == from))
                if (reached.Add(to))
                    next.Push(to);
        return reached;
    }

    private void Add(SyntaxTree tree, SemanticModel model, string project)
    {
        var from = FolderOf(tree.FilePath, project);
        foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
        {
            if (TypeOf(model.GetSymbolInfo(name).Symbol) is not { } type)
                continue;
            var declaredIn = type.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree.FilePath;
            if (declaredIn is not null && FolderOf(declaredIn, project) is var to && to != from)
                _uses.TryAdd((from, to), $"{Path.GetFileName(tree.FilePath)} uses {type.Name}");
        }
    }

    private static INamedTypeSymbol? TypeOf(ISymbol? symbol)
    {
        var type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
        while (type?.ContainingType is { } outer)
            type = outer;
        return type?.OriginalDefinition;
    }

    private static string FolderOf(string path, string project) =>
        Path.GetRelativePath(project, Path.GetDirectoryName(path)!).Replace('\\', '/') is var folder && folder == "."
            ? ""
            : folder;

    private static bool IsOutput(string path) => path.Split(Path.DirectorySeparatorChar)[0] is "obj" or "bin";
}
