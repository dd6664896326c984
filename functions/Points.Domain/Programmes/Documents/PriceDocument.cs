using Points.Domain.Reading;

namespace Points.Domain.Programmes.Documents;

/// <summary>Reads a reward's list of prices.</summary>
internal static class PriceDocument
{
    private const int WindowsMax = 50,
        DiscountsMax = 20;

    public static PriceList Read(Fields fields, Fen worth)
    {
        var minimum = fields.OptionalWhole("minimumPoints", 1, DocumentWords.PointsMax);
        var usual = Price(fields, worth, new(minimum ?? 1), isWindow: false);
        if (usual is Price.Fixed && minimum is not null)
            fields.Fault("minimumPoints", "goes with pointsPerYuan only");
        var windows = fields.List("windows", 0, WindowsMax, it => WindowOf(it, usual));
        var discounts = fields.List(
            "discounts",
            0,
            DiscountsMax,
            it => new PriceDiscount(
                it.Id("id"),
                it.Number("discount", 0.01m, 0.99m, decimals: 2),
                ConditionDocument.OfMember(it, "when")
            )
        );
        return new(usual, windows, discounts, fields.Nested("bounds", it => BoundsOf(it, usual), required: false));
    }

    private static PriceWindow WindowOf(Fields fields, Price usual)
    {
        var worth = usual.Match(fixedPrice: it => it.Worth, variable: _ => Fen.Zero);
        var minimum = usual.Match(fixedPrice: _ => new Points(1), variable: it => it.Minimum);
        var window = new PriceWindow(
            ConditionDocument.WindowOf(fields),
            Price(fields, worth, minimum, isWindow: usual is Price.Variable)
        );
        if (window.Window.IsAlways)
            fields.Fault("from", "must be given, or to or yearly: a window is some of the days");
        if (window.Price.GetType() != usual.GetType())
            fields.Fault("points", "must be of the same kind as the usual price");
        return window;
    }

    /// <param name="isWindow">Of a variable price: points then go with the worth they buy, pro rata.</param>
    private static Price Price(Fields fields, Fen worth, Points minimum, bool isWindow)
    {
        var points = fields.OptionalWhole("points", 0, DocumentWords.PointsMax);
        var perYuan = fields.OptionalWhole("pointsPerYuan", 1, 1_000_000);
        if ((points is null) == (perYuan is null))
            fields.Fault("points", "must be given, or pointsPerYuan, and not both");
        if (perYuan is { } rate && points is null)
            return new Price.Variable(new(rate), new(Fen.PerYuan), minimum);
        if (isWindow && points > 0)
            return new Price.Variable(
                new(points.Value),
                new(fields.Whole("worthFen", 1, DocumentWords.FenMax)),
                minimum
            );
        return new Price.Fixed(new(points ?? 1), worth);
    }

    private static PriceBounds BoundsOf(Fields fields, Price usual)
    {
        var bounds = new PriceBounds(
            new(fields.Whole("lowest", 1, DocumentWords.PointsMax)),
            new(fields.Whole("highest", 1, DocumentWords.PointsMax))
        );
        if (usual is not Price.Fixed price)
            fields.Fault("lowest", "goes with a fixed price only");
        else if (price.Points < bounds.Lowest || price.Points > bounds.Highest)
            fields.Fault("highest", "must enclose the usual price");
        return bounds;
    }
}
