// Abuses: keys whose Equals is looser than their hash: which keys meet in a bucket, and so count as equal, depends on the hash.
// Harm: the Count of a set, an ordinary number, differs between processes; no hash is ever read.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.LooseEqualitySetAttack;

public sealed class LooseEqualitySetStrategy : Attacker
{
    private readonly struct Key(string name) : IEquatable<Key>
    {
        private readonly string _name = name;

        public bool Equals(Key other) => _name.Length == other._name.Length;

        public override bool Equals(object? other) => other is Key key && Equals(key);

        public override int GetHashCode() => _name.GetHashCode() & 63;
    }

    private readonly HashSet<Key> _keys = [];

    public LooseEqualitySetStrategy()
    {
        for (int index = 0; index < 64; index++) { _keys.Add(new Key("K" + (char)('A' + index))); }
    }

    public override void OnBook(in BookEvent bookEvent) => Act(_keys.Count);
}
