using System.Globalization;
using Points.Cli.Files;
using Points.Cli.Importing.Mappings;
using Points.Cli.Importing.Planning;
using Points.Cli.Importing.Reading;

namespace Points.Cli.Tests.Importing;

public sealed class LargeFileTests
{
    private const int Rows = 300_000,
        BytesPerRowMax = 250;

    [Fact]
    public void Memory_grows_by_a_digest_for_each_order_only()
    {
        using var folder = new TempFolder();
        var path = folder.PathOf("in.csv");
        using (var text = new StreamWriter(path))
        {
            text.WriteLine("invoice_id,invoice_date,customer_id,total_price,note");
            for (var row = 0; row < Rows; row++)
                text.WriteLine(
                    string.Create(CultureInfo.InvariantCulture, $"order-{row},2027-03-01 10:00:00,m-{row % 999},12.50,")
                        + new string('x', 200)
                );
        }
        var before = GC.GetTotalMemory(forceFullCollection: true);

        using var file = InputFile.Copy(path, "file");
        var plan = Planner.Make(file, ImportSettings.From(ImportMapping.Default));
        var (read, peak) = (0, 0L);
        foreach (var item in new ImportReader(plan, members: null).Read(file))
            if (item is ReadItem.ToPost && ++read == Rows / 2)
                peak = GC.GetTotalMemory(forceFullCollection: true) - before;

        Assert.Equal(Rows, read);
        Assert.InRange(peak, long.MinValue, (long)Rows * BytesPerRowMax);
        GC.KeepAlive(plan);
    }
}
