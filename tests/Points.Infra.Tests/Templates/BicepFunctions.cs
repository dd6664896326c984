namespace Points.Infra.Tests.Templates;

/// <summary>Evaluates the Bicep functions and operators that the templates use.</summary>
internal static class BicepFunctions
{
    /// <summary>Evaluates a function that takes a lambda.</summary>
    /// <param name="arguments">The arguments, with null in the place of a lambda.</param>
    /// <param name="lambda">Returns the lambda at an argument position.</param>
    /// <returns>Null if the function takes no lambda, or its input is unknown.</returns>
    public static Value? WithLambdas(
        string name,
        ImmutableArray<Value?> arguments,
        Func<int, Func<Value[], Value>> lambda
    ) =>
        (name, arguments) switch
        {
            ("map", [Value.List list, null]) => new Value.List([.. list.Items.Select(item => lambda(1)([item]))]),
            ("filter", [Value.List list, null]) => new Value.List([
                .. list.Items.Where(item => lambda(1)([item]).AsFlag == true),
            ]),
            ("reduce", [Value.List list, { } start, null]) => list.Items.Aggregate(
                start,
                (sum, item) => lambda(2)([sum, item])
            ),
            ("toObject", [Value.List list, null, ..]) => new Value.Map([
                .. list.Items.Select(item => new Field(
                    lambda(1)([item]).AsText ?? "",
                    arguments.Length > 2 ? lambda(2)([item]) : item,
                    null
                )),
            ]),
            _ => null,
        };

    public static Value Call(string name, ImmutableArray<Value> arguments) =>
        (name, arguments) switch
        {
            ("any", [var value]) => value,
            ("items", [Value.Map map]) => new Value.List([
                .. map.Fields.OrderBy(field => field.Name, StringComparer.Ordinal).Select(Item),
            ]),
            ("union" or "shallowMerge", _) when arguments.All(each => each is Value.Map) => Merged(
                arguments.Cast<Value.Map>()
            ),
            ("union" or "concat" or "flatten", _) when AsLists(arguments) is { } lists => new Value.List([
                .. lists.SelectMany(list => list.Items),
            ]),
            ("empty", [Value.List list]) => Value.From(list.Items.IsEmpty),
            ("empty", [Value.Map map]) => Value.From(map.Fields.IsEmpty),
            ("empty", [Value.Literal literal]) => Value.From(literal.Text == "" || literal == Value.Null),
            ("toLower", [Value.Literal { IsText: true } text]) => Value.From(text.Text.ToLowerInvariant()),
            ("endsWith", [Value.Literal text, Value.Literal end]) => Value.From(
                text.Text.EndsWith(end.Text, StringComparison.OrdinalIgnoreCase)
            ),
            ("startsWith", [Value.Literal text, Value.Literal start]) => Value.From(
                text.Text.StartsWith(start.Text, StringComparison.OrdinalIgnoreCase)
            ),
            ("contains", [Value.Literal text, Value.Literal part]) => Value.From(
                text.Text.Contains(part.Text, StringComparison.Ordinal)
            ),
            ("contains", [Value.List list, Value.Literal item]) => Value.From(list.Items.Contains(item)),
            ("contains", [Value.Map map, Value.Literal key]) => Value.From(
                map.Fields.Any(field => field.Name == key.Text)
            ),
            _ => new Value.Unknown(name, arguments),
        };

    public static Value Binary(string sign, Value left, Value right) =>
        (sign, left, right) switch
        {
            ("&&", _, _) => Evaluation.And(left, right),
            ("||", _, _) when left.AsFlag == true || right.AsFlag == true => Value.True,
            ("||", _, _) when left.AsFlag == false => right,
            ("||", _, _) when right.AsFlag == false => left,
            ("==", Value.Literal, Value.Literal) => Value.From(left == right),
            ("!=", Value.Literal, Value.Literal) => Value.From(left != right),
            ("??", Value.Literal or Value.List or Value.Map, _) => left == Value.Null ? right : left,
            _ => new Value.Unknown(sign, [left, right]),
        };

    public static Value Unary(string sign, Value operand) =>
        sign == "!" && operand.AsFlag is { } flag ? Value.From(!flag) : new Value.Unknown(sign, [operand]);

    private static Value.Map Item(Field field) =>
        new([new("key", Value.From(field.Name), null), new("value", field.Value, field.Node)]);

    private static Value.Map Merged(IEnumerable<Value.Map> maps) =>
        new([
            .. maps.SelectMany(map => map.Fields)
                .GroupBy(field => field.Name, StringComparer.Ordinal)
                .Select(sameName => sameName.Last()), // The last value wins.
        ]);

    private static List<Value.List>? AsLists(ImmutableArray<Value> arguments)
    {
        var all =
            arguments is [Value.List outer] && outer.Items.All(item => item is Value.List) ? outer.Items : arguments;
        return all.All(each => each is Value.List) ? [.. all.Cast<Value.List>()] : null;
    }
}
