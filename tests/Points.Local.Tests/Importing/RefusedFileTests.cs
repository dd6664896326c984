using Points.Local.Client;
using Points.Local.Importing;

namespace Points.Local.Tests.Importing;

public sealed class RefusedFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_input_is_known_under_every_name()
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
    public async Task An_earlier_report_is_replaced_by_a_finished_one_only()
    {
        var report = _folder.Write("report.csv", "earlier");
        await using (var begun = RefusedFile.Create(report, _folder.PathOf("in.csv")))
            begun.Add(Row, "code", "why");
        Assert.Equal("earlier", await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken));

        await using (var whole = RefusedFile.Create(report, _folder.PathOf("in.csv")))
        {
            whole.Add(Row, "code", "why");
            await whole.Publish();
        }
        Assert.Equal(
            ["line,order,date,customer,amount,code,reason", "2,o,d,c,1,code,why"],
            await File.ReadAllLinesAsync(report, TestContext.Current.CancellationToken)
        );
        Assert.Equal([report], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_told()
    {
        Assert.Throws<CommandException>(() => RefusedFile.Create(_folder.Path, _folder.PathOf("in.csv")));
        Assert.Throws<CommandException>(() =>
            RefusedFile.Create(_folder.PathOf("none/report.csv"), _folder.PathOf("in.csv"))
        );
        Assert.Throws<CommandException>(() => RefusedFile.Create("", _folder.PathOf("in.csv")));
    }

    private static SourceRow Row => new(2, "o", "d", "c", "1");
}
