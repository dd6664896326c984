using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Points.Tests;

namespace Points.Infra.Tests.Parsing;

/// <summary>A Node.js process that parses all templates with tree-sitter.</summary>
public sealed class Parser : IAsyncLifetime
{
    private static readonly NpmPackage Package = new(
        RepositoryFolder.Of("tests", "Points.Infra.Tests", "Parsing", "tree-sitter"),
        "The templates are parsed with tree-sitter"
    );
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { MaxDepth = 512 };

    private readonly ConcurrentDictionary<(string File, string Text), SyntaxNode> _parsed = new();
    private readonly SemaphoreSlim _turn = new(1);
    private Process? _node;

    public async ValueTask InitializeAsync()
    {
        await Package.Install(TestContext.Current.CancellationToken);
        _node = Package.Start(
            new("node", [Path.Combine(Package.Folder, "parse.mjs")])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            }
        );
    }

    internal async Task<SyntaxNode> Parse(SourceText source, CancellationToken ct)
    {
        if (_parsed.TryGetValue((source.File, source.Text), out var parsed))
            return parsed;
        await _turn.WaitAsync(ct);
        try
        {
            var tree = await RequestTree(GrammarWorkarounds.Apply(source), ct);
            return _parsed[(source.File, source.Text)] = NodeOf(source, tree);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _turn.Dispose();
        if (_node is null)
            return;
        _node.StandardInput.Close();
        if (!_node.WaitForExit(AnswerTimeout))
            _node.Kill(entireProcessTree: true);
        await _node.WaitForExitAsync(CancellationToken.None);
        _node.Dispose();
    }

    private async Task<Tree> RequestTree(string text, CancellationToken ct)
    {
        await _node!.StandardInput.WriteLineAsync(JsonSerializer.Serialize(text).AsMemory(), ct);
        await _node.StandardInput.FlushAsync(ct);
        var answer = await _node.StandardOutput.ReadLineAsync(ct).AsTask().WaitAsync(AnswerTimeout, ct);
        return JsonSerializer.Deserialize<Tree>(
            answer ?? throw new InvalidOperationException("The parser process has ended."),
            Json
        )!;
    }

    private static SyntaxNode NodeOf(SourceText source, Tree tree) =>
        Reassociation.Reassociate(
            new(
                source,
                tree.Kind,
                tree.Named,
                tree.Start,
                tree.End,
                tree.Row + 1,
                tree.Column + 1,
                tree.Flaw,
                [.. (tree.Children ?? []).Select(child => NodeOf(source, child))]
            )
        );

    private sealed record Tree(
        string Kind,
        bool Named,
        int Start,
        int End,
        int Row,
        int Column,
        string? Flaw,
        ImmutableArray<Tree>? Children
    );
}
