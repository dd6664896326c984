using Points.Cli.Hosts;
using Points.Cli.Importing.Reporting;
using Points.Cli.Tables;

namespace Points.Cli.Tests.Importing.Reporting;

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
            Assert.Throws<CommandException>(() => RefusedFile.Create(_folder.PathOf(name), input, Header));
        Assert.Throws<CommandException>(() => RefusedFile.Create(input, _folder.PathOf("link.csv"), Header));
        Assert.Throws<CommandException>(() =>
            RefusedFile.Create(_folder.PathOf("in"), _folder.Write("in.draft", "x"), Header)
        );
        Assert.Equal("x", File.ReadAllText(input));
    }

    [Fact]
    public async Task Only_a_finished_report_replaces_an_earlier_one()
    {
        var report = _folder.Write("report.csv", "earlier");
        await using (var unfinished = RefusedFile.Create(report, _folder.PathOf("in.csv"), Header))
            unfinished.Add(Row, "code", "why");
        Assert.Equal("earlier", await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken));

        await using (var finished = RefusedFile.Create(report, _folder.PathOf("in.csv"), Header))
        {
            finished.Add(Row, "code", "why");
            await finished.Publish();
        }
        Assert.Equal(
            ["order,amount,points-line,points-code,points-reason", "'=1+1,-5,2,code,why"],
            await File.ReadAllLinesAsync(report, TestContext.Current.CancellationToken)
        );
        Assert.Equal([report], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task If_every_row_is_in_there_is_no_report()
    {
        var report = _folder.Write("report.csv", "earlier");
        await using (var empty = RefusedFile.Create(report, _folder.PathOf("in.csv"), Header))
            Assert.False(await empty.Publish());
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task A_report_that_is_imported_and_refused_again_has_its_columns_once()
    {
        var report = _folder.PathOf("report.csv");
        var header = new Header(["order", "points-line", "points-code", "points-reason"]);
        await using (var again = RefusedFile.Create(report, _folder.PathOf("in.csv"), header))
        {
            again.Add(new(3, ["o", "2", "old", "old"], HasAllFields: true), "code", "why");
            await again.Publish();
        }
        Assert.Equal(
            ["order,points-line,points-code,points-reason", "o,3,code,why"],
            await File.ReadAllLinesAsync(report, TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public void A_path_that_cannot_be_written_is_refused()
    {
        Assert.Throws<CommandException>(() => RefusedFile.Create(_folder.Path, _folder.PathOf("in.csv"), Header));
        Assert.Throws<CommandException>(() =>
            RefusedFile.Create(_folder.PathOf("none/report.csv"), _folder.PathOf("in.csv"), Header)
        );
        Assert.Throws<CommandException>(() => RefusedFile.Create("", _folder.PathOf("in.csv"), Header));
    }

    private static Header Header => new(["order", "amount"]);

    private static TableRow Row => new(2, ["=1+1", "-5"], HasAllFields: true);
}
