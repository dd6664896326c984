using Points.Infra.Tests.Parsing;

namespace Points.Infra.Tests.Templates;

/// <summary>The declarations of a Bicep file or a parameter file.</summary>
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

    /// <summary>The assigned parameters of a parameter file. The parser reads them as variables.</summary>
    public IEnumerable<Declaration> Assigned =>
        IsOfParameters
            ? Variables.Values.Where(each => each.Node.Text.StartsWith("param", StringComparison.Ordinal))
            : [];

    /// <summary>The path of the template that a parameter file is for, as written.</summary>
    public string? Using { get; private set; }

    /// <summary>The paths of imported files.</summary>
    public List<string> Imports { get; } = [];

    public List<TemplatePart> Resources { get; } = [];

    public List<TemplatePart> Modules { get; } = [];

    /// <returns>Null if the file has syntax errors.</returns>
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
                AddResource(node, parent: null);
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
        var name = node.NamedChildren.First().Text;
        var value = node.Has("=") ? node.NamedChildren.Last() : null;
        all[name] = new(name, node, decorators, node.FirstChild("type")?.Text ?? "", value);
    }

    /// <summary>A nested resource has the type of its parent as prefix, and by default its version.</summary>
    private void AddResource(SyntaxNode node, TemplatePart? parent)
    {
        var part = PartOf(node);
        if (parent is not null)
        {
            var hasVersion = part.TypeOrPath.Contains('@', StringComparison.Ordinal);
            part = part with
            {
                ParentSymbol = parent.Symbol,
                TypeOrPath = $"{parent.Type}/{part.Type}@{(hasVersion ? part.Version : parent.Version)}",
            };
        }
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
        var children = node.NamedChildren.ToList();
        var (symbol, typeOrPath, body) = (children[0], children[1], children[^1]);
        return new(symbol.Text, node, typeOrPath.Literal ?? typeOrPath.Text, node.Has("existing"), body);
    }
}
