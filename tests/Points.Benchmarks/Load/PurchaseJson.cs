namespace Points.Benchmarks.Load;

/// <summary>Writes the body of a purchase with one line. The merchant has the id of the programme.</summary>
internal static class PurchaseJson
{
    /// <param name="order">The order's number, or the field of a template.</param>
    /// <param name="amountFen">The amount in fen, or the field of a template.</param>
    public static string Write(string programme, string order, string occurredAt, string sku, string amountFen) =>
        $$"""{"programmeId":"{{programme}}","merchantId":"{{programme}}","orderId":"o{{order}}","""
        + $$""" "occurredAt":"{{occurredAt}}","lines":[{"sku":"sku-{{sku}}","""
        + $$""" "category":"general","amountFen":{{amountFen}}}]}""";

    /// <summary>The body of purchases with the numbers of a template.</summary>
    public static string Template(string programme, string occurredAt) =>
        Write(
            programme,
            RequestTemplate.NumberField,
            occurredAt,
            RequestTemplate.SkuField,
            RequestTemplate.AmountField
        );
}
