using Points.Infra.Tests.Parsing;

namespace Points.Infra.Tests.Templates;

/// <summary>What one file declares.</summary>
internal sealed class BicepFile
{
    private BicepFile(Node tree)
    {
        Tree = tree;
        var decorators = ImmutableArray<Node>.Empty;
        foreach (var node in tree.Named)
        {
            if (node.Kind == "decorators")
                decorators = [.. node.Named.Select(decorator => decorator.First("call_expression")).OfType<Node>()];
            else
                Read(node, decorators);
            if (node.Kind != "decorators")
                decorators = [];
        }
    }

    public Node Tree { get; }

    public string Name => Tree.Source.File;

    public bool IsOfParameters => Name.EndsWith(".bicepparam", StringComparison.Ordinal);

    public Dictionary<string, Declaration> Parameters { get; } = [];

    public Dictionary<string, Declaration> Variables { get; } = [];

    public Dictionary<string, Declaration> Outputs { get; } = [];

    /// <summary>Those of the variables that assign a parameter, in a file of parameters.</summary>
    public IEnumerable<Declaration> Assigned =>
        IsOfParameters
            ? Variables.Values.Where(each => each.At.Text.StartsWith("param", StringComparison.Ordinal))
            : [];

    /// <summary>The template that a file of parameters is for, as it writes its path.</summary>
    public string? Using { get; private set; }

    /// <summary>Files that names are taken from.</summary>
    public List<string> Imports { get; } = [];

    public List<Part> Resources { get; } = [];

    public List<Part> Modules { get; } = [];

    /// <summary>Null for a file that the grammar cannot read to its end.</summary>
    public static BicepFile? Of(Node tree) => FlawsIn(tree).Any() ? null : new(tree);

    public static IEnumerable<Node> FlawsIn(Node tree) => tree.All().Where(node => node.Flaw is not null);

    private void Read(Node node, ImmutableArray<Node> decorators)
    {
        switch (node.Kind)
        {
            case "parameter_declaration":
                Add(Parameters, node, decorators);
                break;
            case "variable_declaration":
                Add(Variables, node, decorators);
                break;
            case "output_declaration":
                Add(Outputs, node, decorators);
                break;
            case "resource_declaration":
                AddResource(node, within: null);
                break;
            case "using_statement":
                Using = node.First("string")?.Literal;
                break;
            case "import_functionality":
                Imports.AddRange(node.Named.Select(each => each.Literal).OfType<string>());
                break;
            case "module_declaration":
                Modules.Add(PartOf(node));
                break;
        }
    }

    private static void Add(Dictionary<string, Declaration> all, Node node, ImmutableArray<Node> decorators)
    {
        var named = node.Named.ToList();
        var value = node.Has("=") ? named[^1] : null;
        all[named[0].Text] = new(named[0].Text, node, decorators, node.First("type")?.Text ?? "", value);
    }

    /// <summary>Resources in the body of another have its type before theirs, and its version.</summary>
    private void AddResource(Node node, Part? within)
    {
        var part = PartOf(node);
        if (within is not null)
            part = part with
            {
                Within = within.Symbol,
                What =
                    $"{within.Type}/{part.Type}@{(part.What.Contains('@', StringComparison.Ordinal) ? part.Version : within.Version)}",
            };
        Resources.Add(part);
        foreach (var inner in part.Fields.Named.Select(field => field.First("resource_declaration")).OfType<Node>())
            AddResource(inner, part);
    }

    private static Part PartOf(Node node)
    {
        var named = node.Named.ToList();
        return new(named[0].Text, node, named[1].Literal ?? named[1].Text, node.Has("existing"), named[^1]);
    }
}
