using Points.Cli.Files;
using Points.Cli.Hosts;

namespace Points.Cli.Tests.Files;

public sealed class InputFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_that_changes_later_changes_nothing()
    {
        var path = _folder.Write("in.csv", "first");
        using var file = InputFile.Copy(path, "file");
        File.WriteAllText(path, "second");

        for (var pass = 0; pass < 2; pass++)
        {
            using var reader = new StreamReader(file.FromStart(), leaveOpen: true);
            Assert.Equal("first", reader.ReadToEnd());
        }
    }

    [Fact]
    public void What_is_no_file_is_refused_by_its_name()
    {
        Assert.Equal($"{_folder.Path} cannot be read: it is a folder.", RefusalOf(_folder.Path));
        Assert.Equal($"{_folder.PathOf("x")} cannot be read: it does not exist.", RefusalOf(_folder.PathOf("x")));
        Assert.Equal("The file must have a name.", RefusalOf(" "));
    }

    private static string RefusalOf(string path) =>
        Assert.Throws<CommandException>(() => InputFile.Copy(path, "file").Dispose()).Message;
}
