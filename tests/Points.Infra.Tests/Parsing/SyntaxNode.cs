namespace Points.Infra.Tests.Parsing;

/// <summary>A piece of a template, as the grammar names it.</summary>
/// <param name="IsNamed">Not for what is mere punctuation.</param>
/// <param name="Line">Counted from one, as editors do; so is <paramref name="Column"/>.</param>
/// <param name="SyntaxError">What the parser had to make up or leave out here; null in a sound template.</param>
internal sealed record SyntaxNode(
    SourceText Source,
    string Kind,
    bool IsNamed,
    int Start,
    int End,
    int Line,
    int Column,
    string? SyntaxError,
    ImmutableArray<SyntaxNode> Children
)
{
    private const string Comment = "comment";

    public string Text => Source.Text[Start..End];

    /// <summary>What has a name of its own in the grammar, without comments.</summary>
    public IEnumerable<SyntaxNode> NamedChildren =>
        Children.Where(child => child.IsNamed && child.Kind != Comment && child.Kind != "diagnostic_comment");

    public SyntaxNode? FirstChild(string kind) => Children.FirstOrDefault(child => child.Kind == kind);

    public bool Has(string kind) => FirstChild(kind) is not null;

    /// <summary>This and all that is in it, in the order of the text.</summary>
    public IEnumerable<SyntaxNode> DescendantsAndSelf()
    {
        var ahead = new Stack<SyntaxNode>([this]);
        while (ahead.TryPop(out var node))
        {
            yield return node;
            for (var at = node.Children.Length - 1; at >= 0; at--)
                ahead.Push(node.Children[at]);
        }
    }

    /// <summary>A string's text where nothing is interpolated; else null.</summary>
    public string? Literal =>
        Kind == "string" && !Has("interpolation") ? string.Concat(NamedChildren.Select(TextIn)) : null;

    /// <summary>What a part of a string stands for.</summary>
    public static string TextIn(SyntaxNode part) =>
        part.Kind == "escape_sequence" ? Unescaped(part.Text)
        : IsAfterOpening(part) ? part.Text.TrimStart('\r')[1..]
        : part.Text;

    /// <summary>A string of several lines begins on the line after its quotation marks.</summary>
    private static bool IsAfterOpening(SyntaxNode part) =>
        part.Source.Text[..part.Start].EndsWith("'''", StringComparison.Ordinal)
        && part.Text.TrimStart('\r').StartsWith('\n');

    private static string Unescaped(string text) =>
        text[1..] switch
        {
            "n" => "\n",
            "r" => "\r",
            "t" => "\t",
            var other => other,
        };
}
