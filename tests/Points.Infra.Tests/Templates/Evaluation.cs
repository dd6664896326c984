using System.Globalization;
using Points.Infra.Tests.Parsing;
using Here = System.Collections.Immutable.ImmutableDictionary<string, Points.Infra.Tests.Templates.Value>;

namespace Points.Infra.Tests.Templates;

/// <summary>What expressions come to. Whatever it does not know stays open, with its parts.</summary>
internal static class Evaluation
{
    public static Value Of(Node node, Scope scope, Here? locals = null) =>
        new Reader(scope, locals ?? Locals.None).Read(node);

    /// <summary>The objects that a declaration makes: one of each item of a loop; those that a condition surely forbids are not there.</summary>
    public static List<(int Index, Node Body, Here Locals, Value Condition)> Bodies(Node body, Scope scope)
    {
        var all = body.Kind == "for_statement" ? Loop(body, scope, Locals.None) : [(body, Locals.None)];
        return
        [
            .. from each in all.Select((each, index) => (Index: index, each.Body, each.Locals))
            let condition = each.Body.Kind == "if_statement"
                ? Of(each.Body.Named.First(), scope, each.Locals)
                : Value.True
            where condition.AsFlag != false
            select (
                each.Index,
                each.Body.Kind == "if_statement" ? each.Body.Named.Last() : each.Body,
                each.Locals,
                condition
            ),
        ];
    }

    /// <summary>A loop's body with each item; once with an open item where the items are open.</summary>
    public static IEnumerable<(Node Body, Here Locals)> Loop(Node loop, Scope scope, Here locals)
    {
        var named = loop.Named.ToList();
        var names =
            named[0].Kind == "for_loop_parameters"
                ? [.. named[0].Named.Select(name => name.Text)]
                : new[] { named[0].Text };
        var source = Of(named[1], scope, locals);
        var items = source is Value.List list ? list.Items : [new Value.Open(Value.Item, [source])];
        return items.Select(
            (item, index) => (named[^1], With(locals, names, [item, new Value.Literal($"{index}", IsText: false)]))
        );
    }

    public static Here With(Here locals, IEnumerable<string> names, IEnumerable<Value> values) =>
        locals.SetItems(names.Zip(values, (name, value) => KeyValuePair.Create(name, value)));

    public static Value And(Value first, Value second) =>
        (first.AsFlag, second.AsFlag) switch
        {
            (false, _) or (_, false) => Value.Say(false),
            (true, _) => second,
            (_, true) => first,
            _ => new Value.Open("&&", [first, second]),
        };

    private sealed record Reader(Scope Scope, Here Locals)
    {
        public Value Read(Node node) =>
            node.Kind switch
            {
                "string" => Text(node),
                "number" or "boolean" or "null" => new Value.Literal(node.Text, IsText: false),
                "object" => new Value.Map([
                    .. node
                        .Named.Where(field => field.Kind == "object_property" && !field.Has("resource_declaration"))
                        .Select(Property),
                ]),
                "array" => new Value.List([.. node.Named.Select(Read)]),
                "for_statement" => new Value.List([
                    .. Loop(node, Scope, Locals).Select(each => Evaluation.Of(each.Body, Scope, each.Locals)),
                ]),
                "parenthesized_expression" => Read(node.Named.Single()),
                "identifier" => Locals.GetValueOrDefault(node.Text)
                    ?? Scope.Named(node.Text)
                    ?? new Value.Open(node.Text, []),
                "resource_expression" => new Value.Of(Scope, node.Named.Last().Text, 0, ""),
                "member_expression" => Member(Read(node.Named.First()), node.Named.Last().Text),
                "subscript_expression" => Subscript(Read(node.Named.First()), Read(node.Named.Last())),
                "ternary_expression" => Choice([.. node.Named.Select(Read)]),
                "binary_expression" => Functions.Binary(
                    node.Children[1].Text,
                    Read(node.Named.First()),
                    Read(node.Named.Last())
                ),
                "unary_expression" => Functions.Unary(node.Children[0].Text, Read(node.Named.Last())),
                "call_expression" => Call(node),
                _ => new Value.Open(node.Text, [.. node.Named.Select(Read)]),
            };

        private Value Text(Node node)
        {
            var parts = node
                .Named.Select(part =>
                    part.Kind == "interpolation" ? Read(part.Named.Single()) : Value.Say(Node.TextIn(part))
                )
                .ToList();
            return parts.TrueForAll(part => part is Value.Literal)
                ? Value.Say(string.Concat(parts.Cast<Value.Literal>().Select(part => part.Text)))
                : new Value.Open("text", [.. parts]);
        }

        private Field Property(Node property)
        {
            var named = property.Named.ToList();
            var key = named[0].Kind == "string" ? Text(named[0]) : Value.Say(named[0].Text);
            return new(key.AsText ?? named[0].Text, Read(named[^1]), property, key.AsText is null ? key : null);
        }

        private Value Member(Value of, string name) =>
            of switch
            {
                Value.Map map => map.Fields.FirstOrDefault(field => field.Name == name)?.Value ?? Value.Null,
                Value.Of { Path: "" } module when name == "outputs" => module with { Path = ".outputs" },
                Value.Of { Path: ".outputs" } output => output.Scope.Output(output.Symbol, name)
                    ?? new Value.Open($"{output}.{name}", []),
                Value.Of resource => resource with { Path = $"{resource.Path}.{name}" },
                Value.Either either => new Value.Either(
                    either.Condition,
                    Member(either.Then, name),
                    Member(either.Else, name)
                ),
                _ => new Value.Open($".{name}", [of]),
            };

        private Value Subscript(Value of, Value key) =>
            (of, key) switch
            {
                (Value.List list, Value.Literal { IsText: false } index)
                    when int.TryParse(index.Text, CultureInfo.InvariantCulture, out var at) && at < list.Items.Length =>
                    list.Items[at],
                (Value.Of { Path: "" } resource, Value.Literal { IsText: false } index) => resource with
                {
                    Index = int.Parse(index.Text, CultureInfo.InvariantCulture),
                },
                (_, Value.Literal { IsText: true } name) => Member(of, name.Text),
                _ => new Value.Open("[]", [of, key]),
            };

        private static Value Choice(Value[] parts) =>
            parts[0].AsFlag switch
            {
                true => parts[1],
                false => parts[2],
                null => new Value.Either(parts[0], parts[1], parts[2]),
            };

        private Value Call(Node node)
        {
            var called = node.Children[0];
            var arguments = node.First("arguments")!.Named.ToList();
            var name = called.Kind == "member_expression" ? called.Named.Last().Text : called.Text;
            var on =
                called.Kind == "member_expression" && called.Named.First().Text is not ("az" or "sys")
                    ? called.Named.First()
                    : null;
            if (on is not null)
                return new Value.Open(name, [Read(on), .. arguments.Select(Read)]);
            if (name == "loadJsonContent" && Read(arguments[0]).AsText is { } file)
                return Scope.Folder.Json(Scope.File, file, arguments.Count > 1 ? Read(arguments[1]).AsText : null);
            return Functions.WithLambdas(
                    name,
                    [.. arguments.Select(argument => argument.Kind == "lambda_expression" ? null : Read(argument))],
                    at => Lambda(arguments[at])
                ) ?? Functions.Call(name, [.. arguments.Select(Read)]);
        }

        private Func<Value[], Value> Lambda(Node lambda)
        {
            var named = lambda.Named.ToList();
            var names =
                named[0].Kind == "identifier" ? [named[0].Text] : named[0].Named.Select(name => name.Text).ToList();
            return values => Evaluation.Of(named[^1], Scope, With(Locals, names, values));
        }
    }
}
