namespace Points.Infra.Tests.Templates;

/// <summary>One file as it is deployed: by hand, or as a module with the arguments it is given.</summary>
internal sealed class Scope
{
    private readonly IReadOnlyDictionary<string, Value>? _arguments;
    private readonly Dictionary<string, Value> _variables = [];
    private readonly Dictionary<string, Scope> _modules = [];
    private readonly HashSet<string> _underWay = [];

    private Scope(
        TemplateFolder folder,
        BicepFile file,
        string name,
        IReadOnlyDictionary<string, Value>? arguments,
        Value condition
    )
    {
        (Folder, File, Name, Condition, _arguments) = (folder, file, name, condition, arguments);
        foreach (var module in file.Modules)
            Module(module.Symbol);
        Resources = [.. file.Resources.SelectMany(Resource)];
    }

    public TemplateFolder Folder { get; }

    public BicepFile File { get; }

    /// <summary>The modules it is reached by, each with a slash.</summary>
    public string Name { get; }

    /// <summary>Whether it is deployed at all.</summary>
    public Value Condition { get; }

    public ImmutableArray<Resource> Resources { get; }

    /// <summary>What a module of this file is deployed as.</summary>
    public Scope? ModuleScope(string module) => _modules.GetValueOrDefault(module);

    public IEnumerable<Scope> All() => _modules.Values.SelectMany(module => module.All()).Prepend(this);

    /// <summary>The template that is deployed by hand: what its parameters will be is open.</summary>
    public static Scope Root(TemplateFolder folder, BicepFile file) => new(folder, file, "", null, Value.True);

    /// <summary>What a name stands for here; null for a name that nobody has declared.</summary>
    public Value? Resolve(string name)
    {
        if (File.Variables.TryGetValue(name, out var variable))
            return Variable(variable);
        if (File.Parameters.TryGetValue(name, out var parameter))
            return Parameter(parameter);
        if (File.Resources.Exists(each => each.Symbol == name) || File.Modules.Exists(each => each.Symbol == name))
            return new Value.ResourceReference(this, name, 0, "");
        return null;
    }

    /// <summary>What a module puts out.</summary>
    public Value? Output(string module, string name) =>
        Module(module) is { } scope && scope.File.Outputs.GetValueOrDefault(name)?.Value is { } value
            ? Evaluation.Evaluate(value, scope)
            : null;

    private Value Variable(Declaration variable)
    {
        if (_variables.TryGetValue(variable.Name, out var known))
            return known;
        if (!_underWay.Add(variable.Name))
            throw new InvalidOperationException($"{File.Name}: {variable.Name} needs itself");
        var value =
            variable.Value!.Kind == "for_statement"
                ? new Value.List([
                    .. Evaluation
                        .Loop(variable.Value, this, Locals.None)
                        .Select(each => Evaluation.Evaluate(each.Body, this, each.Locals)),
                ])
                : Evaluation.Evaluate(variable.Value, this);
        return _variables[variable.Name] = value;
    }

    private Value Parameter(Declaration parameter)
    {
        if (_arguments is null)
            return new Value.Unknown($"param {parameter.Name}", []);
        if (_arguments.TryGetValue(parameter.Name, out var given))
            return given;
        return parameter.Value is { } value
            ? Evaluation.Evaluate(value, this)
            : new Value.Unknown($"param {parameter.Name}", []);
    }

    /// <summary>As it is needed: modules may stand in any order. A loop's first stands for all.</summary>
    private Scope? Module(string symbol)
    {
        if (_modules.TryGetValue(symbol, out var known))
            return known;
        var module = File.Modules.Find(each => each.Symbol == symbol);
        if (
            module is null
            || Folder.ModuleOf(File, module.TypeOrPath) is not { } file
            || Evaluation.EvaluateBodies(module.Body, this) is not [var first, ..]
        )
            return null;
        if (!_underWay.Add(symbol))
            throw new InvalidOperationException($"{File.Name}: {symbol} needs itself");
        var given = Evaluation.Evaluate(first.Body, this, first.Locals).At("params")?.Value
            is Value.Map { Fields: var fields }
            ? fields
            : [];
        return _modules[symbol] = new(
            Folder,
            file,
            $"{Name}{symbol}/",
            given.ToDictionary(field => field.Name, field => field.Value),
            Evaluation.And(Condition, first.Condition)
        );
    }

    private IEnumerable<Resource> Resource(TemplatePart part) =>
        from each in Evaluation.EvaluateBodies(part.Body, this)
        select new Resource(
            this,
            part,
            each.Index,
            Evaluation.Evaluate(each.Body, this, each.Locals),
            Evaluation.And(Condition, each.Condition)
        );
}

/// <summary>The names that a loop or a lambda gives.</summary>
internal static class Locals
{
    public static ImmutableDictionary<string, Value> None { get; } = ImmutableDictionary<string, Value>.Empty;
}
