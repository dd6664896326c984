using System.Text;
using Points.Cli.Commands;
using Points.Cli.Files;
using Points.Cli.Hosts;
using Points.Cli.Importing;
using Points.Cli.Importing.Planning;
using Points.Cli.Importing.Reading;
using FileOptions = Points.Cli.Commands.FileOptions;

namespace Points.Cli.Tests.Importing;

/// <summary>What an import of a file would do, without a host: the plan, and a line for each order and row.</summary>
internal sealed class FilePreview : IDisposable
{
    /// <summary>A header with the default names of the columns.</summary>
    public const string Header = "invoice_id,invoice_date,customer_id,total_price,note\n";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Writes another file beside the one to import.</summary>
    public string Write(string name, string text) => _folder.Write(name, text);

    /// <summary>The lines of a dry run of rows below <see cref="Header"/>.</summary>
    public string[] Rows(string rows, params string[] options) => Lines(Encoding.UTF8.GetBytes(Header + rows), options);

    /// <summary>The lines of a dry run of a file.</summary>
    public string[] Lines(byte[] file, params string[] options) => Preview(file, options).Lines;

    public IReadOnlyList<string> Plan(byte[] file, params string[] options) => Preview(file, options).Plan;

    /// <summary>The sentence with which rows below <see cref="Header"/> are refused as a whole.</summary>
    public string RefusalOfRows(string rows, params string[] options) =>
        RefusalOf(Encoding.UTF8.GetBytes(Header + rows), options);

    public string RefusalOf(byte[] file, params string[] options) =>
        Assert.Throws<CommandException>(() => Preview(file, options)).Message;

    private (IReadOnlyList<string> Plan, string[] Lines) Preview(byte[] bytes, string[] options)
    {
        var path = _folder.PathOf("in.csv");
        File.WriteAllBytes(path, bytes);
        var parsed = ImportCommand
            .Create()
            .Parse([path, "--programme", "p", "--merchant", "m", "--dry-run", .. options]);
        Assert.Empty(parsed.Errors);
        var settings = FileOptions.Read(parsed);
        using var file = InputFile.Copy(path, "file to import");
        var plan = Planner.Make(file, settings);
        var members = parsed.GetValue<string?>("--members") is { } list ? MemberList.Read(list, plan.Customers) : null;
        using var output = new StringWriter();
        new DryRun(file, new ImportReader(plan, members), output).Run(TestContext.Current.CancellationToken);
        return (plan.Description, output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
