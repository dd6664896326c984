using System.Diagnostics;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Points.Client.Tests;

/// <summary>
/// What others generate from the API documents compiles and works, and the linter of such documents finds nothing.
/// </summary>
public sealed class GeneratorTests
{
    private static readonly NpmPackage TypeScript = new(
        RepositoryFolder.Of("tests", "Points.Client.Tests", "TypeScript"),
        "The TypeScript client is generated with openapi-typescript"
    );

    [Theory]
    [InlineData("openapi.json")]
    [InlineData("openapi-3.0.json")]
    public async Task A_TypeScript_client_compiles_earns_and_redeems(string document)
    {
        await TypeScript.Install(Ct);
        using var folder = CopyOfTheProgram();
        await Node("openapi-typescript/bin/cli.js", Document(document), "--output", folder.PathOf("generated/api.ts"));
        await Node("typescript/bin/tsc", "--project", folder.PathOf("tsconfig.json"));

        await using var host = await RunningHost.Start();
        var output = await Run(
            folder.PathOf("generated/earn-and-redeem.js"),
            host.Address.ToString(),
            await host.Api.OperatorToken(),
            await host.Api.MerchantToken("supermarket"),
            await host.Api.MemberToken("m-20001")
        );
        Assert.Equal("""{"earned":1200,"status":"completed","refused":"not-enough-points"}""", output.Trim());
    }

    [Theory]
    [InlineData("openapi.json")]
    [InlineData("openapi-3.0.json")]
    public async Task The_linter_finds_nothing(string document)
    {
        await TypeScript.Install(Ct);
        var output = await Node(
            "@stoplight/spectral-cli/dist/index.js",
            "lint",
            "--ruleset",
            Path.Combine(TypeScript.Folder, ".spectral.yaml"),
            "--fail-severity",
            "hint",
            Document(document)
        );
        Assert.Contains("No results with a severity of 'hint' or higher found!", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("openapi.json")]
    [InlineData("openapi-3.0.json")]
    public async Task A_CSharp_client_that_NSwag_generates_with_its_own_settings_compiles(string document)
    {
        using var folder = new TempFolder();
        var nswag = typeof(GeneratorTests)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(it => it.Key == "NSwag")
            .Value!;
        await Finish(
            new ProcessStartInfo(
                "dotnet",
                [
                    nswag,
                    "openapi2csclient",
                    $"/input:{Document(document)}",
                    $"/output:{folder.PathOf("Client.cs")}",
                    "/namespace:Shop",
                    "/generateNullableReferenceTypes:true",
                ]
            )
        );
        var compiled = CSharpCompilation.Create(
            "Shop",
            [
                CSharpSyntaxTree.ParseText(
                    await File.ReadAllTextAsync(folder.PathOf("Client.cs"), Ct),
                    cancellationToken: Ct
                ),
            ],
            PlatformAssemblies(),
            new(OutputKind.DynamicallyLinkedLibrary)
        );
        Assert.Empty(compiled.GetDiagnostics(Ct).Where(it => it.Severity == DiagnosticSeverity.Error));
        Assert.NotNull(compiled.GetTypeByMetadataName("Shop.Problem"));
        Assert.Null(compiled.GetTypeByMetadataName("Shop.Problem2"));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string Document(string name) => RepositoryFolder.Of("docs", name);

    /// <summary>
    /// The program in a folder of its own, so that tests do not overwrite each other's generated files.
    /// </summary>
    private static TempFolder CopyOfTheProgram()
    {
        var folder = new TempFolder();
        Directory.CreateDirectory(folder.PathOf("generated"));
        foreach (var file in (string[])["earn-and-redeem.ts", "process.d.ts", "tsconfig.json", "package.json"])
            File.Copy(Path.Combine(TypeScript.Folder, file), folder.PathOf(file));
        Directory.CreateSymbolicLink(folder.PathOf("node_modules"), Path.Combine(TypeScript.Folder, "node_modules"));
        return folder;
    }

    private static IEnumerable<MetadataReference> PlatformAssemblies() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));

    private static Task<string> Node(string program, params string[] arguments) =>
        Run(Path.Combine(TypeScript.Folder, "node_modules", program), arguments);

    private static Task<string> Run(string program, params string[] arguments) =>
        Finish(new ProcessStartInfo("node", [program, .. arguments]));

    /// <returns>The output of a program that succeeded.</returns>
    private static async Task<string> Finish(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = TypeScript.Start(start);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        timeout.CancelAfter(TimeSpan.FromMinutes(2));
        try
        {
            var (output, errors) = (
                process.StandardOutput.ReadToEndAsync(timeout.Token),
                process.StandardError.ReadToEndAsync(timeout.Token)
            );
            await process.WaitForExitAsync(timeout.Token);
            Assert.True(process.ExitCode == 0, $"{await errors}{await output}");
            return await output;
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
