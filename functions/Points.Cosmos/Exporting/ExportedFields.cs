using System.Collections.Frozen;

namespace Points.Cosmos.Exporting;

/// <summary>
/// The fields of all records that a person's export has, at any depth. A test fails for a field of which it is not
/// said whether it is exported.
/// </summary>
internal static partial class ExportedFields
{
    public static readonly FrozenDictionary<Type, FieldSet> All = OfTheProfile()
        .Concat(OfWallets())
        .Concat(OfEntries())
        .Concat(OfRecords())
        .Concat(OfRewards())
        .Concat(OfCorrespondence())
        .Concat(OfStaff())
        .Concat(OfMerchants())
        .ToFrozenDictionary(it => it.Record, it => it.Fields);

    /// <returns>Null for a type without fields, and for one that no export has.</returns>
    public static FieldSet? Find(Type record) => All.GetValueOrDefault(record);

    /// <summary>A stored document: its type and its member are left out.</summary>
    private static (Type Record, FieldSet Fields) Document<T>(
        string shown,
        params (string Why, string Fields)[] leftOut
    ) => Part<T>(shown, [(WhyNot.IsTheSameEverywhere, "type memberId"), .. leftOut]);

    /// <summary>A part of a stored document.</summary>
    private static (Type Record, FieldSet Fields) Part<T>(string shown, params (string Why, string Fields)[] leftOut) =>
        (typeof(T), leftOut.Aggregate(FieldSet.Show(shown), (fields, it) => fields.LeaveOut(it.Why, it.Fields)));
}
