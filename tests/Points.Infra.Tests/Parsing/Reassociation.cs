namespace Points.Infra.Tests.Parsing;

/// <summary>
/// Corrects the precedence of operators. In <c>a ? b : c.d</c> the grammar applies <c>.d</c> to the whole expression,
/// but in Bicep it applies to <c>c</c>.
/// </summary>
internal static class Reassociation
{
    private const string Unary = "unary_expression";
    private const string Binary = "binary_expression";
    private const string Ternary = "ternary_expression";
    private const string Lambda = "lambda_expression";

    /// <summary>The strength of an operand, and of an expression in brackets.</summary>
    private const int Whole = int.MaxValue;

    private static readonly ImmutableArray<string> Postfix =
    [
        "member_expression",
        "subscript_expression",
        "call_expression",
    ];

    /// <summary>The operators, from the weakest to the strongest.</summary>
    private static readonly ImmutableArray<ImmutableArray<string>> Signs =
    [
        ["??"],
        ["||"],
        ["&&"],
        ["==", "!=", "=~", "!~"],
        ["<", "<=", ">", ">="],
        ["+", "-"],
        ["*", "/", "%"],
    ];

    /// <param name="node">A node whose children are already correct.</param>
    public static SyntaxNode Reassociate(SyntaxNode node)
    {
        if (node.Children is not [var head, ..] || Strength(node) == Whole || !IsWeaker(head, node))
            return node;
        var last = head.Children[^1];
        var inner = Reassociate(
            node with
            {
                Start = last.Start,
                Line = last.Line,
                Column = last.Column,
                Children = node.Children.SetItem(0, last),
            }
        );
        return head with { End = node.End, Children = head.Children.SetItem(head.Children.Length - 1, inner) };
    }

    /// <summary>Of two nested conditions, the second is the alternative of the first.</summary>
    private static bool IsWeaker(SyntaxNode head, SyntaxNode node) =>
        Strength(head) < Strength(node) || (head.Kind == Ternary && node.Kind == Ternary);

    /// <summary>How strongly an expression binds. A weaker head gives its last operand to a stronger parent.</summary>
    private static int Strength(SyntaxNode node) =>
        node.Kind switch
        {
            Lambda => 0,
            Ternary => 1,
            Binary => 2 + Signs.IndexOf(Signs.First(signs => signs.Contains(node.Children[1].Text))),
            Unary => 2 + Signs.Length,
            var kind when Postfix.Contains(kind) => 3 + Signs.Length,
            _ => Whole,
        };
}
