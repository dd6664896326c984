using Points.Domain.Keys;
using Points.Local.Hosting;
using Points.Local.Keys;

namespace Points.Local.Tests.Keys;

/// <summary>One machine keeps its keys in two files of the data folder.</summary>
public sealed class SecretKeyFilesTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData("receipt-signing-keys")]
    [InlineData("integrity-keys")]
    public void The_first_start_creates_keys_that_only_the_owner_can_read(string file)
    {
        if (OperatingSystem.IsWindows())
            return;
        Load(isFirstRun: true);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(PathOf(file)));
    }

    [Fact]
    public void The_next_start_has_the_same_keys_and_each_purpose_its_own()
    {
        var (first, next) = (Load(), Load());

        Assert.Equal(first.Signing.Current.Id, next.Signing.Current.Id);
        Assert.Equal(first.Integrity.Current.Id, next.Integrity.Current.Id);
        Assert.NotEqual(first.Signing.Current.Id, first.Integrity.Current.Id);
    }

    [Fact]
    public void A_line_that_was_added_at_the_end_is_a_key_that_is_not_in_use_yet()
    {
        var before = Load();
        File.AppendAllText(PathOf("integrity-keys"), Convert.ToBase64String(new byte[SecretKey.Length]) + "\n");

        var after = Load().Integrity;

        Assert.Equal((before.Integrity.Current.Id, 2), (after.Current.Id, after.All.Length));
    }

    [Fact]
    public void Documents_without_a_MAC_are_accepted_only_in_a_folder_from_before_there_were_keys()
    {
        var fresh = Load(isFirstRun: true);
        File.Delete(PathOf("integrity-keys"));
        var older = Load();

        Assert.Null(fresh.AcceptUnsealedUntil);
        Assert.Equal(DateTimeOffset.MaxValue, older.AcceptUnsealedUntil);
        Assert.Equal(older.AcceptUnsealedUntil, Load().AcceptUnsealedUntil);
    }

    [Theory]
    [InlineData("")]
    [InlineData("c2hvcnQ=")]
    public void A_damaged_file_stops_the_start_with_one_sentence(string content)
    {
        Load(isFirstRun: true);
        File.WriteAllText(PathOf("receipt-signing-keys"), content);

        var fault = Assert.Throws<CannotStartException>(() => Load());

        Assert.Equal(
            $"{PathOf("receipt-signing-keys")} is damaged: it must be 1 to 16 different keys, "
                + "each of 32 bytes in base64.",
            fault.Message
        );
    }

    private string PathOf(string file) => Path.Combine(_temp.PathOf("data"), file);

    private SecretKeys Load() => Load(isFirstRun: false);

    private SecretKeys Load(bool isFirstRun)
    {
        using var folder = DataFolder.Open(_temp.PathOf("data"));
        return SecretKeyFiles.LoadOrCreate(folder, isFirstRun);
    }
}
