namespace Points.Infra.Tests.Templates;

/// <summary>A template as it is deployed: as the main template, or as a module with its arguments.</summary>
internal sealed class Scope
{
    private readonly IReadOnlyDictionary<string, Value>? _arguments;
    private readonly Dictionary<string, Value> _variables = [];
    private readonly Dictionary<string, Scope> _modules = [];
    private readonly HashSet<string> _evaluating = [];

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

    /// <summary>The path of modules to this template, each followed by a slash.</summary>
    public string Name { get; }

    /// <summary>The condition under which the template is deployed.</summary>
    public Value Condition { get; }

    public ImmutableArray<Resource> Resources { get; }

    /// <summary>The scope of a module of this template.</summary>
    public Scope? ModuleScope(string module) => _modules.GetValueOrDefault(module);

    public IEnumerable<Scope> All() => _modules.Values.SelectMany(module => module.All()).Prepend(this);

    /// <summary>The scope of the main template. The values of its parameters are unknown.</summary>
    public static Scope Root(TemplateFolder folder, BicepFile file) => new(folder, file, "", null, Value.True);

    /// <summary>The value of a name in this template; null if the name is not declared.</summary>
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

    /// <summary>The output of a module.</summary>
    public Value? Output(string module, string name) =>
        Module(module) is { } scope && scope.File.Outputs.GetValueOrDefault(name)?.Value is { } value
            ? Evaluation.Evaluate(value, scope)
            : null;

    private Value Variable(Declaration variable)
    {
        if (_variables.TryGetValue(variable.Name, out var known))
            return known;
        if (!_evaluating.Add(variable.Name))
            throw new InvalidOperationException($"{File.Name}: {variable.Name} depends on itself.");
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
        if (_arguments.TryGetValue(parameter.Name, out var argument))
            return argument;
        return parameter.Value is { } value
            ? Evaluation.Evaluate(value, this)
            : new Value.Unknown($"param {parameter.Name}", []);
    }

    /// <summary>
    /// Creates a module when it is first needed, because modules may come in any order. A loop counts once.
    /// </summary>
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
        if (!_evaluating.Add(symbol))
            throw new InvalidOperationException($"{File.Name}: {symbol} depends on itself.");
        var arguments = Evaluation.Evaluate(first.Body, this, first.Locals).At("params")?.Value
            is Value.Map { Fields: var fields }
            ? fields
            : [];
        return _modules[symbol] = new(
            Folder,
            file,
            $"{Name}{symbol}/",
            arguments.ToDictionary(field => field.Name, field => field.Value),
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
