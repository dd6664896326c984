namespace Points.Infra.Tests.Parsing;

/// <summary>
/// The grammar lets what stands behind an operand, as in <c>a ? b : c.d</c>, apply to all that stands before it. Bicep
/// means the operand: <c>c.d</c>.
/// </summary>
internal static class Reassociation
{
    private static readonly ImmutableArray<string> Postfix = ["member_expression", "subscript_expression", "call_expression"];
    private static readonly ImmutableArray<string> Operators = ["unary_expression", "binary_expression", "ternary_expression", "lambda_expression"];

    /// <param name="node">Whose children are right already.</param>
    public static Node Of(Node node)
    {
        if (node.Children.IsEmpty || !Binds(node.Kind, node.Children[0].Kind)) return node;
        var head = node.Children[0];
        var last = head.Children[^1];
        var inner = Of(node with { Start = last.Start, Line = last.Line, Column = last.Column, Children = node.Children.SetItem(0, last) });
        return head with { End = node.End, Children = head.Children.SetItem(head.Children.Length - 1, inner) };
    }

    private static bool Binds(string kind, string head) =>
        Postfix.Contains(kind) ? Operators.Contains(head) : kind is "binary_expression" or "ternary_expression" && head == "lambda_expression";
}
