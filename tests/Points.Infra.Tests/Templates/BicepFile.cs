using Points.Infra.Tests.Parsing;

namespace Points.Infra.Tests.Templates;

/// <summary>What one file declares.</summary>
internal sealed class BicepFile
{
    private BicepFile(SyntaxNode tree)
    {
        Tree = tree;
        var decorators = ImmutableArray<SyntaxNode>.Empty;
        foreach (var node in tree.NamedChildren)
        {
            if (node.Kind == "decorators")
                decorators =
                [
                    .. node
                        .NamedChildren.Select(decorator => decorator.FirstChild("call_expression"))
                        .OfType<SyntaxNode>(),
                ];
            else
                Read(node, decorators);
            if (node.Kind != "decorators")
                decorators = [];
        }
    }

    public SyntaxNode Tree { get; }

    public string Name => Tree.Source.File;

    public bool IsOfParameters => Name.EndsWith(".bicepparam", StringComparison.Ordinal);

    public Dictionary<string, Declaration> Parameters { get; } = [];

    public Dictionary<string, Declaration> Variables { get; } = [];

    public Dictionary<string, Declaration> Outputs { get; } = [];

    /// <summary>Those of the variables that assign a parameter, in a file of parameters.</summary>
    public IEnumerable<Declaration> Assigned =>
        IsOfParameters
            ? Variables.Values.Where(each => each.Node.Text.StartsWith("param", StringComparison.Ordinal))
            : [];

    /// <summary>The template that a file of parameters is for, as it writes its path.</summary>
    public string? Using { get; private set; }

    /// <summary>Files that names are taken from.</summary>
    public List<string> Imports { get; } = [];

    public List<TemplatePart> Resources { get; } = [];

    public List<TemplatePart> Modules { get; } = [];

    /// <summary>Null for a file that the grammar cannot read to its end.</summary>
    public static BicepFile? Parse(SyntaxNode tree) => SyntaxErrorsIn(tree).Any() ? null : new(tree);

    public static IEnumerable<SyntaxNode> SyntaxErrorsIn(SyntaxNode tree) =>
        tree.DescendantsAndSelf().Where(node => node.SyntaxError is not null);

    private void Read(SyntaxNode node, ImmutableArray<SyntaxNode> decorators)
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
                Using = node.FirstChild("string")?.Literal;
                break;
            case "import_functionality":
                Imports.AddRange(node.NamedChildren.Select(each => each.Literal).OfType<string>());
                break;
            case "module_declaration":
                Modules.Add(PartOf(node));
                break;
        }
    }

    private static void Add(Dictionary<string, Declaration> all, SyntaxNode node, ImmutableArray<SyntaxNode> decorators)
    {
        var named = node.NamedChildren.ToList();
        var value = node.Has("=") ? named[^1] : null;
        all[named[0].Text] = new(named[0].Text, node, decorators, node.FirstChild("type")?.Text ?? "", value);
    }

    /// <summary>Resources in the body of another have its type before theirs, and its version.</summary>
    private void AddResource(SyntaxNode node, TemplatePart? within)
    {
        var part = PartOf(node);
        if (within is not null)
            part = part with
            {
                ParentSymbol = within.Symbol,
                TypeOrPath =
                    $"{within.Type}/{part.Type}@{(part.TypeOrPath.Contains('@', StringComparison.Ordinal) ? part.Version : within.Version)}",
            };
        Resources.Add(part);
        foreach (
            var inner in part
                .Fields.NamedChildren.Select(field => field.FirstChild("resource_declaration"))
                .OfType<SyntaxNode>()
        )
            AddResource(inner, part);
    }

    private static TemplatePart PartOf(SyntaxNode node)
    {
        var named = node.NamedChildren.ToList();
        return new(named[0].Text, node, named[1].Literal ?? named[1].Text, node.Has("existing"), named[^1]);
    }
}
