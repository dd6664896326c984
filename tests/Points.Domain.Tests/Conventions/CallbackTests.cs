using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Points.Tests;

namespace Points.Domain.Tests.Conventions;

/// <summary>HTTP functions read from top to bottom. The compiler parses the sources.</summary>
public sealed class CallbackTests
{
    private static readonly CompilationUnitSyntax[] Sources =
    [
        .. new[] { "Points.Functions", "Points.Local" }
            .SelectMany(project =>
                Directory.EnumerateFiles(
                    RepositoryFolder.Of("functions", project),
                    "*Http.cs",
                    SearchOption.AllDirectories
                )
            )
            .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), path: path).GetCompilationUnitRoot()),
    ];

    [Fact]
    public void A_callback_contains_no_callback_except_projections() =>
        Assert.Empty(
            Sources
                .SelectMany(source => source.DescendantNodes().OfType<AnonymousFunctionExpressionSyntax>())
                .Where(callback => callback.Ancestors().OfType<AnonymousFunctionExpressionSyntax>().Any())
                .Where(callback => !IsProjection(callback))
                .Select(PlaceOf)
        );

    [Fact]
    public void Every_body_that_is_read_is_asked_for_its_problem()
    {
        var bodies = Sources
            .SelectMany(source => source.DescendantNodes().OfType<VariableDeclaratorSyntax>())
            .Where(variable =>
                variable.Initializer?.Value.ToString().StartsWith("await JsonBody.Read(", StringComparison.Ordinal)
                == true
            )
            .ToArray();

        Assert.NotEmpty(bodies);
        Assert.Empty(bodies.Where(body => !IsAskedForProblem(body)).Select(PlaceOf));
    }

    /// <summary>Whether a callback is one expression that calls nothing outside the process.</summary>
    private static bool IsProjection(AnonymousFunctionExpressionSyntax callback) =>
        callback.ExpressionBody is { } body && !body.DescendantNodesAndSelf().Any(HasEffect);

    private static bool HasEffect(SyntaxNode node) =>
        node
            is AwaitExpressionSyntax
                or AssignmentExpressionSyntax
                or AnonymousFunctionExpressionSyntax
                or IdentifierNameSyntax { Identifier.Text: "ct" };

    private static bool IsAskedForProblem(VariableDeclaratorSyntax body) =>
        body.FirstAncestorOrSelf<BlockSyntax>()!
            .DescendantNodes()
            .OfType<InvocationExpressionSyntax>()
            .Any(call => call.Expression.ToString() == $"{body.Identifier.Text}.FindProblem");

    private static string PlaceOf(SyntaxNode node)
    {
        var line = node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
        return $"{Path.GetFileName(node.SyntaxTree.FilePath)}:{line} {node}";
    }
}
