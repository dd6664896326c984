using System.CommandLine;
using System.Text;
using Points.Cli.Hosts;
using Points.Cli.OpenApi;

namespace Points.Cli.Commands;

/// <summary>Writes the OpenAPI document of the HTTP API.</summary>
internal static class OpenApiCommand
{
    private static readonly Option<string?> Output = new("--output")
    {
        Description = "The file to write [default: standard output]",
    };

    private static readonly Option<bool> ForGenerators = new("--for-generators")
    {
        Description = "Write OpenAPI 3.0 without choices between shapes, for generators of clients",
    };

    public static Command Create()
    {
        var command = new Command(
            "openapi",
            "Write the OpenAPI document of the HTTP API, generated from the functions."
        )
        {
            Output,
            ForGenerators,
        };
        command.SetAction((parsed, ct) => Run(parsed.GetValue(Output), parsed.GetValue(ForGenerators), ct));
        return command;
    }

    private static async Task<int> Run(string? path, bool forGenerators, CancellationToken ct)
    {
        var document = forGenerators ? GeneratorDocument.From(ApiDocument.Write()) : ApiDocument.Write();
        if (path is null)
        {
            await Console.Out.WriteAsync(document.AsMemory(), ct);
            return ExitCodes.Success;
        }
        try
        {
            await File.WriteAllTextAsync(path, document, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), ct);
            return ExitCodes.Success;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandException($"{path} cannot be written: {fault.Message}", fault);
        }
    }
}
