using System.Security.Cryptography;
using System.Text;
using Laurel.Server.Access;
using Microsoft.Data.Sqlite;

namespace Laurel.Server.Privacy;

/// <summary>
/// The keys of an organization's people, in a file of their own. What is encrypted under a key is gone when the key is; this file has
/// short backups, so that erased people do not come back with a restore.
/// </summary>
internal sealed class PersonKeys : IDisposable
{
    private const int KeyBytes = 32;
    private readonly SqliteConnection connection;
    private readonly Lock turn = new();
    private readonly byte[] secret;

    private PersonKeys(SqliteConnection connection)
    {
        this.connection = connection;
        connection.Do("pragma journal_mode = wal");
        connection.Do("pragma synchronous = full");
        connection.Do("pragma secure_delete = on");
        connection.Do("create table if not exists keys (person text primary key, key blob not null) strict, without rowid");
        connection.Do("create table if not exists secrets (name text primary key, value blob not null) strict, without rowid");
        connection.Do("insert or ignore into secrets (name, value) values ('lookup', $1)", RandomNumberGenerator.GetBytes(KeyBytes));
        secret = connection.One<byte[]>("select value from secrets where name = 'lookup'")!;
    }

    public static PersonKeys Open(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        return new PersonKeys(connection);
    }

    /// <summary>The key of a person, made on first use and durable before this returns.</summary>
    public byte[] Make(string person)
    {
        lock (turn)
        {
            connection.Do("insert or ignore into keys (person, key) values ($1, $2)", person, RandomNumberGenerator.GetBytes(KeyBytes));
            return connection.One<byte[]>("select key from keys where person = $1", person)!;
        }
    }

    /// <summary>The key of a person; null when she was erased.</summary>
    public byte[]? Find(string person)
    {
        lock (turn)
            return connection.One<byte[]>("select key from keys where person = $1", person);
    }

    /// <summary>Destroys a person's key: all that was encrypted under it is noise from now on, in backups too.</summary>
    public bool Destroy(string person)
    {
        lock (turn)
        {
            var destroyed = connection.Do("delete from keys where person = $1", person) > 0;
            connection.Do("pragma wal_checkpoint(truncate)");
            return destroyed;
        }
    }

    /// <summary>A hash that only this organization can compute: equal texts are found, others cannot be tried from outside.</summary>
    public byte[] Hash(params ReadOnlySpan<string> words)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        foreach (var word in words)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(word));
            hash.AppendData([0]);
        }
        return hash.GetHashAndReset();
    }

    public void Dispose() => connection.Dispose();
}
