# An ESME in Perl: makes every request an ESME can make of the server on PORT and prints each answer as a line of JSON.
use strict; use warnings; use Net::SMPP; use JSON::PP;
my $json = JSON::PP->new->canonical;
my ($smpp, $bound) = Net::SMPP->new_transceiver('127.0.0.1', port => $ARGV[0], system_id => 'perl', password => 'secret', timeout => 20);
$smpp or die "no connection";
sub show { my ($what, $pdu) = @_; print $json->encode({ what => $what, status => $pdu->{status},
  map { defined $pdu->{$_} ? ($_ => $pdu->{$_}) : () } qw(system_id message_id message_state final_date error_code no_unsuccess destination_addr error_status_code) }), "\n"; }
show('bind', $bound);
my %to = (source_addr => '1000', source_addr_ton => 1, source_addr_npi => 1, dest_addr_ton => 1, dest_addr_npi => 1);
show('submit', $smpp->submit_sm(%to, destination_addr => '15550001', short_message => 'from perl', registered_delivery => 1, user_message_reference => pack('n', 513)));
show('refused', $smpp->submit_sm(%to, destination_addr => '666', short_message => 'no'));
show('data', $smpp->data_sm(%to, destination_addr => '15550001', message_payload => 'x' x 1000));
show('multi', $smpp->submit_multi(%to, dest_flag => [1, 2], dest_addr_ton => [1, 1], dest_addr_npi => [1, 1], destination_addr => ['15550002', 'friends'], short_message => 'many'));
show('query', $smpp->query_sm(message_id => 't1', source_addr => '1000'));
show('replace', $smpp->replace_sm(message_id => 't1', source_addr => '1000', short_message => 'other words'));
show('cancel', $smpp->cancel_sm(message_id => 't1', source_addr => '1000', destination_addr => '15550001'));
show('enquire', $smpp->enquire_link());
# This one the server answers with a message of its own as well; read on until it comes.
$smpp->submit_sm(%to, destination_addr => '777', short_message => 'now you', async => 1);
my $in;
do { $in = $smpp->read_pdu() or die "nothing delivered" } until $in->{cmd} == 5;
print $json->encode({ what => 'delivered', map { $_ => $in->{$_} } qw(source_addr esm_class short_message receipted_message_id) }), "\n";
$smpp->deliver_sm_resp(seq => $in->{seq}, message_id => '');
show('unbind', $smpp->unbind());
