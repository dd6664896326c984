namespace Points.Benchmarks.Load;

/// <summary>Writes the body of a purchase with one line. The merchant has the id of the programme.</summary>
internal static class PurchaseJson
{
    public static string Write(string programme, long order, string occurredAt, long sku, long amountFen) =>
        $$"""{"programmeId":"{{programme}}","merchantId":"{{programme}}","orderId":"o{{order}}","""
        + $$""" "occurredAt":"{{occurredAt}}","lines":[{"sku":"sku-{{sku}}","""
        + $$""" "category":"general","amountFen":{{amountFen}}}]}""";
}
