namespace Points.Infra.Tests.Parsing;

/// <summary>A node in the syntax tree of a template.</summary>
/// <param name="IsNamed">False for punctuation.</param>
/// <param name="Line">The line, counted from 1, like <paramref name="Column"/>.</param>
/// <param name="SyntaxError">What the parser had to add or skip here; null if there is no error.</param>
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

    /// <summary>The children that are neither punctuation nor comments.</summary>
    public IEnumerable<SyntaxNode> NamedChildren =>
        Children.Where(child => child.IsNamed && child.Kind != Comment && child.Kind != "diagnostic_comment");

    public SyntaxNode? FirstChild(string kind) => Children.FirstOrDefault(child => child.Kind == kind);

    public bool Has(string kind) => FirstChild(kind) is not null;

    /// <summary>This node and all nodes in it, in the order of the text.</summary>
    public IEnumerable<SyntaxNode> DescendantsAndSelf()
    {
        var pending = new Stack<SyntaxNode>([this]);
        while (pending.TryPop(out var node))
        {
            yield return node;
            for (var i = node.Children.Length - 1; i >= 0; i--)
                pending.Push(node.Children[i]);
        }
    }

    /// <summary>The text of a string without interpolation; else null.</summary>
    public string? Literal =>
        Kind == "string" && !Has("interpolation") ? string.Concat(NamedChildren.Select(TextIn)) : null;

    /// <summary>The text that a part of a string stands for.</summary>
    public static string TextIn(SyntaxNode part) =>
        part.Kind == "escape_sequence" ? Unescaped(part.Text)
        : IsAfterOpening(part) ? part.Text.TrimStart('\r')[1..]
        : part.Text;

    /// <summary>A multi-line string begins on the line after its quotation marks.</summary>
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
