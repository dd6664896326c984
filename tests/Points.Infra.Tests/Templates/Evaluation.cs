using System.Globalization;
using Points.Infra.Tests.Parsing;
using LocalMap = System.Collections.Immutable.ImmutableDictionary<string, Points.Infra.Tests.Templates.Value>;

namespace Points.Infra.Tests.Templates;

/// <summary>
/// Evaluates Bicep expressions. What is only known at deployment becomes <see cref="Value.Unknown"/>.
/// </summary>
internal static class Evaluation
{
    public static Value Evaluate(SyntaxNode node, Scope scope, LocalMap? locals = null) =>
        new Reader(scope, locals ?? Locals.None).Read(node);

    /// <summary>
    /// The objects that a declaration creates: one per item of a loop, without those whose condition is known to be
    /// false.
    /// </summary>
    public static List<(int Index, SyntaxNode Body, LocalMap Locals, Value Condition)> EvaluateBodies(
        SyntaxNode body,
        Scope scope
    )
    {
        var all = body.Kind == "for_statement" ? Loop(body, scope, Locals.None) : [(body, Locals.None)];
        return
        [
            .. from each in all.Select((each, index) => (Index: index, each.Body, each.Locals))
            let condition = each.Body.Kind == "if_statement"
                ? Evaluate(each.Body.NamedChildren.First(), scope, each.Locals)
                : Value.True
            where condition.AsFlag != false
            select (
                each.Index,
                each.Body.Kind == "if_statement" ? each.Body.NamedChildren.Last() : each.Body,
                each.Locals,
                condition
            ),
        ];
    }

    /// <summary>The body of a loop with each item; once with an unknown item if the items are unknown.</summary>
    public static IEnumerable<(SyntaxNode Body, LocalMap Locals)> Loop(SyntaxNode loop, Scope scope, LocalMap locals)
    {
        var children = loop.NamedChildren.ToList();
        var (parameters, sourceNode, body) = (children[0], children[1], children[^1]);
        var names =
            parameters.Kind == "for_loop_parameters"
                ? [.. parameters.NamedChildren.Select(name => name.Text)]
                : new[] { parameters.Text };
        var source = Evaluate(sourceNode, scope, locals);
        var items = source is Value.List list ? list.Items : [new Value.Unknown(Value.Item, [source])];
        return items.Select(
            (item, index) => (body, AddLocals(locals, names, [item, new Value.Literal($"{index}", IsText: false)]))
        );
    }

    /// <summary>The local names with more names and their values.</summary>
    public static LocalMap AddLocals(LocalMap locals, IEnumerable<string> names, IEnumerable<Value> values) =>
        locals.SetItems(names.Zip(values, (name, value) => KeyValuePair.Create(name, value)));

    public static Value And(Value first, Value second) =>
        (first.AsFlag, second.AsFlag) switch
        {
            (false, _) or (_, false) => Value.From(false),
            (true, _) => second,
            (_, true) => first,
            _ => new Value.Unknown("&&", [first, second]),
        };

    /// <summary>Reads the values of expressions in one template, with the local names around them.</summary>
    private sealed record Reader(Scope Scope, LocalMap Locals)
    {
        public Value Read(SyntaxNode node) =>
            node.Kind switch
            {
                "string" => Text(node),
                "number" or "boolean" or "null" => new Value.Literal(node.Text, IsText: false),
                // A child resource that is declared inside its parent is not a property.
                "object" => new Value.Map([
                    .. node
                        .NamedChildren.Where(field =>
                            field.Kind == "object_property" && !field.Has("resource_declaration")
                        )
                        .Select(Property),
                ]),
                "array" => new Value.List([.. node.NamedChildren.Select(Read)]),
                "for_statement" => new Value.List([
                    .. Loop(node, Scope, Locals).Select(each => Evaluation.Evaluate(each.Body, Scope, each.Locals)),
                ]),
                "parenthesized_expression" => Read(node.NamedChildren.Single()),
                "identifier" => Locals.GetValueOrDefault(node.Text)
                    ?? Scope.Resolve(node.Text)
                    ?? new Value.Unknown(node.Text, []),
                // parent::child, which names a child resource that is declared inside its parent.
                "resource_expression" => new Value.ResourceReference(Scope, node.NamedChildren.Last().Text, 0, ""),
                "member_expression" => Member(Read(node.NamedChildren.First()), node.NamedChildren.Last().Text),
                "subscript_expression" => Subscript(Read(node.NamedChildren.First()), Read(node.NamedChildren.Last())),
                "ternary_expression" => Choice([.. node.NamedChildren.Select(Read)]),
                "binary_expression" => BicepFunctions.Binary(
                    node.Children[1].Text,
                    Read(node.NamedChildren.First()),
                    Read(node.NamedChildren.Last())
                ),
                "unary_expression" => BicepFunctions.Unary(node.Children[0].Text, Read(node.NamedChildren.Last())),
                "call_expression" => Call(node),
                _ => new Value.Unknown(node.Text, [.. node.NamedChildren.Select(Read)]),
            };

        private Value Text(SyntaxNode node)
        {
            var parts = node
                .NamedChildren.Select(part =>
                    part.Kind == "interpolation"
                        ? Read(part.NamedChildren.Single())
                        : Value.From(SyntaxNode.TextIn(part))
                )
                .ToList();
            return parts.TrueForAll(part => part is Value.Literal)
                ? Value.From(string.Concat(parts.Cast<Value.Literal>().Select(part => part.Text)))
                : new Value.Unknown("text", [.. parts]);
        }

        private Field Property(SyntaxNode property)
        {
            var (name, value) = (property.NamedChildren.First(), property.NamedChildren.Last());
            var key = name.Kind == "string" ? Text(name) : Value.From(name.Text);
            return new(key.AsText ?? name.Text, Read(value), property, key.AsText is null ? key : null);
        }

        private Value Member(Value target, string name) =>
            target switch
            {
                Value.Map map => map.Fields.FirstOrDefault(field => field.Name == name)?.Value ?? Value.Null,
                Value.ResourceReference { Path: "" } module when name == "outputs" => module with { Path = ".outputs" },
                Value.ResourceReference { Path: ".outputs" } output => output.Scope.Output(output.Symbol, name)
                    ?? new Value.Unknown($"{output}.{name}", []),
                Value.ResourceReference resource => resource with { Path = $"{resource.Path}.{name}" },
                Value.Conditional either => new Value.Conditional(
                    either.Condition,
                    Member(either.Then, name),
                    Member(either.Else, name)
                ),
                _ => new Value.Unknown($".{name}", [target]),
            };

        private Value Subscript(Value target, Value key) =>
            (target, key) switch
            {
                (Value.List list, Value.Literal { IsText: false } index)
                    when int.TryParse(index.Text, CultureInfo.InvariantCulture, out var position)
                        && position < list.Items.Length => list.Items[position],
                (Value.ResourceReference { Path: "" } resource, Value.Literal { IsText: false } index) => resource with
                {
                    Index = int.Parse(index.Text, CultureInfo.InvariantCulture),
                },
                (_, Value.Literal { IsText: true } name) => Member(target, name.Text),
                _ => new Value.Unknown("[]", [target, key]),
            };

        private static Value Choice(Value[] parts) =>
            parts[0].AsFlag switch
            {
                true => parts[1],
                false => parts[2],
                null => new Value.Conditional(parts[0], parts[1], parts[2]),
            };

        private Value Call(SyntaxNode node)
        {
            var callee = node.Children[0];
            var arguments = node.FirstChild("arguments")!.NamedChildren.ToList();
            var isMember = callee.Kind == "member_expression";
            var name = isMember ? callee.NamedChildren.Last().Text : callee.Text;
            var target = isMember ? callee.NamedChildren.First() : null;
            // az and sys are the namespaces of Bicep's own functions; other members are functions of a value.
            if (target is not null && target.Text is not ("az" or "sys"))
                return new Value.Unknown(name, [Read(target), .. arguments.Select(Read)]);
            if (name == "loadJsonContent" && Read(arguments[0]).AsText is { } file)
                return Scope.Folder.Json(Scope.File, file, arguments.Count > 1 ? Read(arguments[1]).AsText : null);
            return BicepFunctions.WithLambdas(
                    name,
                    [.. arguments.Select(argument => argument.Kind == "lambda_expression" ? null : Read(argument))],
                    position => Lambda(arguments[position])
                ) ?? BicepFunctions.Call(name, [.. arguments.Select(Read)]);
        }

        private Func<Value[], Value> Lambda(SyntaxNode lambda)
        {
            var (parameters, body) = (lambda.NamedChildren.First(), lambda.NamedChildren.Last());
            var names =
                parameters.Kind == "identifier"
                    ? [parameters.Text]
                    : parameters.NamedChildren.Select(name => name.Text).ToList();
            return values => Evaluation.Evaluate(body, Scope, AddLocals(Locals, names, values));
        }
    }
}
