using Emulators.Sqlite;

namespace Emulators.Tests.Sqlite;

/// <summary>The database file that both emulators build on.</summary>
public sealed class DatabaseFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_a_closed_writer_wrote_is_read_again()
    {
        using (var file = Open())
        using (var writer = file.OpenWriter())
            writer.Execute("INSERT INTO t VALUES (1), (2)");
        using var again = Open();
        using var reader = again.OpenReader();
        Assert.Equal([1L, 2L], reader.Query("SELECT n FROM t ORDER BY n", row => row.GetInt64(0)));
    }

    [Fact]
    public void A_reader_cannot_write()
    {
        using var file = Open();
        using var reader = file.OpenReader();
        Assert.Throws<SqliteException>(() => reader.Execute("DELETE FROM t"));
    }

    [Fact]
    public void A_file_that_is_open_is_not_opened_twice()
    {
        using var file = Open();
        Assert.Contains("in use", Assert.Throws<IOException>(Open).Message, StringComparison.Ordinal);
    }

    private DatabaseFile Open() =>
        DatabaseFile.OpenExclusively(
            _folder.PathOf("a.db"),
            "numbers",
            connection => connection.Execute("CREATE TABLE IF NOT EXISTS t (n INTEGER)")
        );
}
