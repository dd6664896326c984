using Points.Cli.Client;
using Points.Cli.Importing;

namespace Points.Cli.Tests.Importing;

public sealed class RefusedFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_imported_file_is_recognized_under_every_path()
    {
        var input = _folder.Write("in.csv", "x");
        Directory.CreateSymbolicLink(_folder.PathOf("folder-link"), _folder.Path);
        File.CreateSymbolicLink(_folder.PathOf("link.csv"), input);
        foreach (
            var name in new[]
            {
                "in.csv",
                "../" + Path.GetFileName(_folder.Path) + "/in.csv",
                "folder-link/in.csv",
                "link.csv",
            }
        )
            Assert.Throws<CommandException>(() => RefusedFile.Create(_folder.PathOf(name), input));
        Assert.Throws<CommandException>(() => RefusedFile.Create(input, _folder.PathOf("link.csv")));
        Assert.Throws<CommandException>(() => RefusedFile.Create(_folder.PathOf("in"), _folder.Write("in.draft", "x")));
        Assert.Equal("x", File.ReadAllText(input));
    }

    [Fact]
    public async Task Only_a_finished_report_replaces_an_earlier_one()
    {
        var report = _folder.Write("report.csv", "earlier");
        await using (var unfinished = RefusedFile.Create(report, _folder.PathOf("in.csv")))
            unfinished.Add(Row, "code", "why");
        Assert.Equal("earlier", await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken));

        await using (var finished = RefusedFile.Create(report, _folder.PathOf("in.csv")))
        {
            finished.Add(Row, "code", "why");
            await finished.Publish();
        }
        Assert.Equal(
            ["line,order,date,customer,amount,code,reason", "2,o,d,c,1,code,why"],
            await File.ReadAllLinesAsync(report, TestContext.Current.CancellationToken)
        );
        Assert.Equal([report], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_path_that_cannot_be_written_is_refused()
    {
        Assert.Throws<CommandException>(() => RefusedFile.Create(_folder.Path, _folder.PathOf("in.csv")));
        Assert.Throws<CommandException>(() =>
            RefusedFile.Create(_folder.PathOf("none/report.csv"), _folder.PathOf("in.csv"))
        );
        Assert.Throws<CommandException>(() => RefusedFile.Create("", _folder.PathOf("in.csv")));
    }

    private static SourceRow Row => new(2, "o", "d", "c", "1");
}
