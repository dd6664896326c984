using Points.Domain.Reading;

namespace Points.Domain.Programmes.Documents;

/// <summary>Reads a reward's list of prices.</summary>
internal static class PriceReader
{
    private const int WindowsMax = 50,
        DiscountsMax = 20;

    public static PriceList Read(FieldReader fields, Fen worth)
    {
        var minimum = fields.OptionalWholeNumber("minimumPoints", 1, DocumentVocabulary.PointsMax);
        var usual = ReadPrice(fields, worth, new(minimum ?? 1), isWindow: false);
        if (usual is Price.Fixed && minimum is not null)
            fields.AddError("minimumPoints", "goes with pointsPerYuan only");
        var windows = fields.List("windows", 0, WindowsMax, it => ReadWindow(it, usual));
        var discounts = fields.List(
            "discounts",
            0,
            DiscountsMax,
            it => new PriceDiscount(
                it.Id("id"),
                it.Number("discount", 0.01m, 0.99m, decimals: 2),
                ConditionReader.ReadMemberCondition(it, "when")
            )
        );
        return new(usual, windows, discounts, fields.Nested("bounds", it => ReadBounds(it, usual), required: false));
    }

    private static PriceWindow ReadWindow(FieldReader fields, Price usual)
    {
        var worth = usual.Match(fixedPrice: it => it.Worth, variable: _ => Fen.Zero);
        var minimum = usual.Match(fixedPrice: _ => new Points(1), variable: it => it.Minimum);
        var window = new PriceWindow(
            ConditionReader.ReadWindow(fields),
            ReadPrice(fields, worth, minimum, isWindow: usual is Price.Variable)
        );
        if (window.Window.IsAlways)
            fields.AddError("from", "must be given, or to or yearly: a window is some of the days");
        if (window.Price.GetType() != usual.GetType())
            fields.AddError("points", "must be of the same kind as the usual price");
        return window;
    }

    /// <param name="isWindow">Of a variable price: points then go with the worth they buy, pro rata.</param>
    private static Price ReadPrice(FieldReader fields, Fen worth, Points minimum, bool isWindow)
    {
        var points = fields.OptionalWholeNumber("points", 0, DocumentVocabulary.PointsMax);
        var perYuan = fields.OptionalWholeNumber("pointsPerYuan", 1, 1_000_000);
        if ((points is null) == (perYuan is null))
            fields.AddError("points", "must be given, or pointsPerYuan, and not both");
        if (perYuan is { } rate && points is null)
            return new Price.Variable(new(rate), new(Fen.PerYuan), minimum);
        if (isWindow && points > 0)
            return new Price.Variable(
                new(points.Value),
                new(fields.WholeNumber("worthFen", 1, DocumentVocabulary.FenMax)),
                minimum
            );
        return new Price.Fixed(new(points ?? 1), worth);
    }

    private static PriceBounds ReadBounds(FieldReader fields, Price usual)
    {
        var bounds = new PriceBounds(
            new(fields.WholeNumber("lowest", 1, DocumentVocabulary.PointsMax)),
            new(fields.WholeNumber("highest", 1, DocumentVocabulary.PointsMax))
        );
        if (usual is not Price.Fixed price)
            fields.AddError("lowest", "goes with a fixed price only");
        else if (price.Points < bounds.Lowest || price.Points > bounds.Highest)
            fields.AddError("highest", "must enclose the usual price");
        return bounds;
    }
}
