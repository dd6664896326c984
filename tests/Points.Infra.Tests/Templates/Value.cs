namespace Points.Infra.Tests.Templates;

/// <summary>The value of an expression, as far as it is known before a deployment.</summary>
internal abstract record Value
{
    /// <summary>The origin of an item of a list that is only known at deployment. Its part is the list.</summary>
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

    /// <summary>A property of a resource, such as <c>.id</c>. An empty path is the resource itself.</summary>
    /// <param name="Index">The position of the resource in its loop.</param>
    public sealed record ResourceReference(Scope Scope, string Symbol, int Index, string Path) : Value
    {
        public override string ToString() => $"{Scope.Name}{Symbol}[{Index}]{Path}";
    }

    /// <summary>One of two values; the condition is only known at deployment.</summary>
    public sealed record Conditional(Value Condition, Value Then, Value Else) : Value
    {
        public override string ToString() => $"({Condition} ? {Then} : {Else})";
    }

    /// <summary>A value that is only known at deployment.</summary>
    /// <param name="Origin">The function or parameter that gives the value.</param>
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

    /// <summary>The field at a name, or at names separated by dots; null if it is missing.</summary>
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

    /// <summary>This value and all values in it.</summary>
    public IEnumerable<Value> DescendantsAndSelf() =>
        PartsOf(this).SelectMany(part => part.DescendantsAndSelf()).Prepend(this);

    /// <summary>All values that this may have for any condition, and the parts of a union.</summary>
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
