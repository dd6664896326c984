using Points.Infra.Tests.Parsing;

namespace Points.Infra.Tests.Templates;

/// <summary>Expressions evaluate as in Bicep, as far as that is possible before a deployment.</summary>
public sealed class EvaluationTests(Parser parser)
{
    [Theory]
    [InlineData("true ? 'a' : { b: 'c' }.b", "'a'")]
    [InlineData("false ? 'a' : { b: 'c' }.b", "'c'")]
    [InlineData("false ? 'a' : false ? 'b' : 'c'", "'c'")]
    [InlineData("!({ b: false }.b)", "true")]
    [InlineData("!whole.no && whole.name == 'x'", "true")]
    [InlineData("whole.no || whole.name != 'x'", "false")]
    [InlineData("whole.none ?? whole.name", "'x'")]
    [InlineData("whole.?none ?? 'y'", "'y'")]
    [InlineData("[1, 2][1]", "2")]
    [InlineData("whole['name']", "'x'")]
    [InlineData("'${whole.name}-${'y'}'", "'x-y'")]
    [InlineData("'it\\'s'", "'it's'")]
    [InlineData("'''\n${raw}'''", "'${raw}'")]
    [InlineData("map([1, 2], each => { n: each })", "[{n: 1}, {n: 2}]")]
    [InlineData("filter(['ab', 'b'], each => startsWith(each, 'a') && each != 'b')", "['ab']")]
    [InlineData("toObject(items({ b: 'c' }), each => each.key, each => each.value)", "{b: 'c'}")]
    [InlineData("[for (name, index) in ['a', 'b']: '${name}${index}']", "['a0', 'b1']")]
    [InlineData("union({ a: 1, b: 1 }, { b: 2 })", "{a: 1, b: 2}")]
    [InlineData("concat(['a'], ['b'])", "['a', 'b']")]
    [InlineData("empty('') && !empty(['a'])", "true")]
    [InlineData("given ? 'a' : 'b'", "(param given ? 'a' : 'b')")]
    [InlineData("[for each in many: { n: each }]", "[{n: item(param many)}]")]
    [InlineData("subscription().id", ".id(subscription)")]
    public async Task An_expression_evaluates_to_its_value(string expression, string value)
    {
        var scope = await Read(
            $"param given bool\nparam many string[]\nvar whole = {{ name: 'x', no: false }}\nvar it = {expression}\n"
        );

        Assert.Equal(value, scope.Resolve("it")!.ToString());
    }

    [Theory]
    [InlineData("type t = {\n  a: string?\n}\n\n// A comment behind a question mark.\nvar it = 'x'\n")]
    [InlineData("var it = 'https://example.com/' // not a comment before this\n")]
    [InlineData("/* var it = 'y' */\nvar it = 'x'\n")]
    public async Task Comments_do_not_disturb_the_parser(string text)
    {
        var tree = await parser.Parse(new("main.bicep", text), TestContext.Current.CancellationToken);

        Assert.Empty(BicepFile.SyntaxErrorsIn(tree));
        Assert.NotNull(BicepFile.Parse(tree)!.Variables["it"].Value!.Literal);
    }

    [Fact]
    public async Task A_syntax_error_has_its_line()
    {
        var tree = await parser.Parse(
            new("main.bicep", "param a string\n\nvar b = [\n"),
            TestContext.Current.CancellationToken
        );

        Assert.Contains(BicepFile.SyntaxErrorsIn(tree), error => error.Line >= 3);
    }

    private async Task<Scope> Read(string text)
    {
        var root = Directory.CreateTempSubdirectory("points-bicep-");
        try
        {
            Directory.CreateDirectory(Path.Combine(root.FullName, "infra"));
            await File.WriteAllTextAsync(
                Path.Combine(root.FullName, "infra", "main.bicep"),
                text,
                TestContext.Current.CancellationToken
            );
            return (await TemplateFolder.Read(root.FullName, parser, TestContext.Current.CancellationToken)).Deployed!;
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }
}
