using Points.Infra.Tests.Parsing;

namespace Points.Infra.Tests.Templates;

/// <summary>What an expression comes to, as far as that can be said without deploying.</summary>
internal abstract record Value
{
    /// <summary>What an open value comes from that is any item of another.</summary>
    public const string Item = "item";

    private Value() { }

    public sealed record Literal(string Text, bool IsText) : Value
    {
        public override string ToString() => IsText ? $"'{Text}'" : Text;
    }

    public sealed record List(ImmutableArray<Value> Items) : Value
    {
        public override string ToString() => $"[{string.Join(", ", Items)}]";
    }

    public sealed record Map(ImmutableArray<Field> Fields) : Value
    {
        public override string ToString() =>
            $"{{{string.Join(", ", Fields.Select(field => $"{field.Name}: {field.Value}"))}}}";
    }

    /// <summary>What a resource of the templates says of itself, as <c>.id</c>; the resource itself where the path is empty.</summary>
    /// <param name="Index">Which one, of those that a loop makes.</param>
    public sealed record ResourceReference(Scope Scope, string Symbol, int Index, string Path) : Value
    {
        public override string ToString() => $"{Scope.Name}{Symbol}[{Index}]{Path}";
    }

    /// <summary>Either, as a condition decides that only deploying knows.</summary>
    public sealed record Conditional(Value Condition, Value Then, Value Else) : Value
    {
        public override string ToString() => $"({Condition} ? {Then} : {Else})";
    }

    /// <summary>Known only when it is deployed.</summary>
    /// <param name="Origin">The function or parameter that it comes from.</param>
    public sealed record Unknown(string Origin, ImmutableArray<Value> Parts) : Value
    {
        public override string ToString() => Parts.IsEmpty ? Origin : $"{Origin}({string.Join(", ", Parts)})";
    }

    public static Value True { get; } = new Literal("true", IsText: false);

    public static Value Null { get; } = new Literal("null", IsText: false);

    public static Value From(string text) => new Literal(text, IsText: true);

    public static Value From(bool yes) => new Literal(yes ? "true" : "false", IsText: false);

    public string? AsText => this is Literal { IsText: true, Text: var text } ? text : null;

    public bool? AsFlag => this is Literal { IsText: false, Text: "true" or "false" } flag ? flag.Text == "true" : null;

    /// <summary>What is under a name, or under names with points between them; null where there is nothing.</summary>
    public Field? At(string path)
    {
        var field = new Field("", this, null);
        foreach (var name in path.Split('.'))
            if (field?.Value is Map map)
                field = map.Fields.FirstOrDefault(each => each.Name == name);
            else
                return null;
        return field;
    }

    /// <summary>This and all it is made of.</summary>
    public IEnumerable<Value> DescendantsAndSelf() =>
        PartsOf(this).SelectMany(part => part.DescendantsAndSelf()).Prepend(this);

    /// <summary>All that this may be, whatever conditions come to, and all parts that are put together here.</summary>
    public IEnumerable<Value> PossibleValues() =>
        this switch
        {
            Conditional(_, var then, var otherwise) => then.PossibleValues().Concat(otherwise.PossibleValues()),
            Unknown("union" or "concat" or "shallowMerge" or "flatten", var parts) => parts.SelectMany(part =>
                part.PossibleValues()
            ),
            _ => [this],
        };

    private static IEnumerable<Value> PartsOf(Value value) =>
        value switch
        {
            List(var items) => items,
            Map(var fields) => fields.Select(field => field.Value),
            Conditional(var condition, var then, var otherwise) => [condition, then, otherwise],
            Unknown(_, var parts) => parts,
            _ => [],
        };
}

/// <param name="Node">Where it is written; null for what comes out of a file of JSON or a function.</param>
/// <param name="Key">Where the name is put together, what it is made of.</param>
internal sealed record Field(string Name, Value Value, SyntaxNode? Node, Value? Key = null);
