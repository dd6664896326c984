using Npgsql;
using NpgsqlTypes;

namespace Points.Benchmarks.Peer;

/// <summary>Creates parameters of statements, each with its own type and without boxing.</summary>
internal static class Parameter
{
    public static NpgsqlParameter Of<T>(T value) => new NpgsqlParameter<T> { TypedValue = value };

    /// <param name="utf8">JSON text.</param>
    public static NpgsqlParameter Json(byte[] utf8) =>
        new NpgsqlParameter<byte[]> { TypedValue = utf8, NpgsqlDbType = NpgsqlDbType.Json };

    public static void Add(this NpgsqlBatch batch, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = batch.CreateBatchCommand();
        command.CommandText = sql;
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        batch.BatchCommands.Add(command);
    }
}
