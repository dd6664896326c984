using Points.Domain.Reading;

namespace Points.Domain.Programmes.Documents;

/// <summary>Reads a reward's price list.</summary>
internal static class PriceReader
{
    private const int WindowsMax = 50,
        DiscountsMax = 20;

    public static PriceList Read(FieldReader reader, Fen worth)
    {
        var minimum = reader.OptionalWholeNumber("minimumPoints", 1, DocumentVocabulary.PointsMax);
        var usual = ReadPrice(reader, worth, new(minimum ?? 1), isWindow: false);
        if (usual is Price.Fixed && minimum is not null)
            reader.AddError("minimumPoints", "is for pointsPerYuan only");
        var windows = reader.List("windows", 0, WindowsMax, it => ReadWindow(it, usual));
        var discounts = reader.List(
            "discounts",
            0,
            DiscountsMax,
            it => new PriceDiscount(
                it.Id("id"),
                it.Number("discount", 0.01m, 0.99m, decimals: 2),
                ConditionReader.ReadMemberCondition(it, "when")
            )
        );
        return new(usual, windows, discounts, reader.Nested("bounds", it => ReadBounds(it, usual), required: false));
    }

    private static PriceWindow ReadWindow(FieldReader reader, Price usual)
    {
        var worth = usual.Match(fixedPrice: it => it.Worth, variable: _ => Fen.Zero);
        var minimum = usual.Match(fixedPrice: _ => new Points(1), variable: it => it.Minimum);
        var window = new PriceWindow(
            ConditionReader.ReadWindow(reader),
            ReadPrice(reader, worth, minimum, isWindow: usual is Price.Variable)
        );
        if (window.Window.IsAlways)
            reader.AddError("from", "is required unless to or yearly is given: a window covers only some days");
        if (window.Price.GetType() != usual.GetType())
            reader.AddError("points", "must be of the same kind as the usual price");
        return window;
    }

    /// <param name="isWindow">
    /// Whether it is a window of a variable price, which may give points with the worth they buy.
    /// </param>
    private static Price ReadPrice(FieldReader reader, Fen worth, Points minimum, bool isWindow)
    {
        var points = reader.OptionalWholeNumber("points", 0, DocumentVocabulary.PointsMax);
        var perYuan = reader.OptionalWholeNumber("pointsPerYuan", 1, 1_000_000);
        if ((points is null) == (perYuan is null))
            reader.AddError("points", "is required, or pointsPerYuan, but not both");
        if (perYuan is { } rate && points is null)
            return new Price.Variable(new(rate), new(Fen.PerYuan), minimum);
        if (isWindow && points > 0)
            return new Price.Variable(
                new(points.Value),
                new(reader.WholeNumber("worthFen", 1, DocumentVocabulary.FenMax)),
                minimum
            );
        return new Price.Fixed(new(points ?? 1), worth);
    }

    private static PriceBounds ReadBounds(FieldReader reader, Price usual)
    {
        var bounds = new PriceBounds(
            new(reader.WholeNumber("lowest", 1, DocumentVocabulary.PointsMax)),
            new(reader.WholeNumber("highest", 1, DocumentVocabulary.PointsMax))
        );
        if (usual is not Price.Fixed price)
            reader.AddError("lowest", "is for a fixed price only");
        else if (price.Points < bounds.Lowest || price.Points > bounds.Highest)
            reader.AddError("highest", "must be such that the bounds include the usual price");
        return bounds;
    }
}
