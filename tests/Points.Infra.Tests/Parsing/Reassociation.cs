namespace Points.Infra.Tests.Parsing;

/// <summary>
/// The grammar lets what stands behind an operand, as in <c>a ? b : c.d</c>, apply to all that stands before it. Bicep
/// means the operand: <c>c.d</c>. What is moved there has neighbours by Bicep's precedence again.
/// </summary>
internal static class Reassociation
{
    private const string Unary = "unary_expression";
    private const string Binary = "binary_expression";
    private const string Ternary = "ternary_expression";
    private const string Lambda = "lambda_expression";

    /// <summary>What is no operator, and what brackets hold together.</summary>
    private const int Whole = int.MaxValue;

    private static readonly ImmutableArray<string> Postfix =
    [
        "member_expression",
        "subscript_expression",
        "call_expression",
    ];

    /// <summary>From what binds least to what binds most.</summary>
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

    /// <param name="node">Whose children are right already.</param>
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

    /// <summary>Between two conditions the second is the first's alternative.</summary>
    private static bool IsWeaker(SyntaxNode head, SyntaxNode node) =>
        Strength(head) < Strength(node) || (head.Kind == Ternary && node.Kind == Ternary);

    /// <summary>How close what it stands before or after is to it: a weaker head gives its last operand to a stronger whole.</summary>
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
