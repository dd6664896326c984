using System.Text;
using Points.Functions.Spreadsheets;

namespace Points.Functions.Tests.Spreadsheets;

public sealed class SpreadsheetFileTests
{
    [Fact]
    public async Task A_file_opens_in_Chinese_Excel_and_runs_no_formula()
    {
        using var stream = new MemoryStream();
        await using (var file = SpreadsheetFile.To(stream))
        {
            file.WriteRow("订单号", "金额");
            await file.WriteRowAsync(["=1+1", "-5.50"], TestContext.Current.CancellationToken);
            file.WriteRow("店,甲\n1", "0");
        }

        Assert.Equal(
            "\uFEFF订单号,金额\r\n'=1+1,-5.50\r\n\"店,甲\n1\",0\r\n",
            Encoding.UTF8.GetString(stream.ToArray())
        );
    }
}
